package io.idealstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes state as flat bytes: a layout byte, then fields in a fixed order, big-endian. What has a
 * length is led by it; what is missing has length -1.
 */
public final class FlatWriter {

  static final int ABSENT = -1;

  private static final int FIRST_BYTES = 64;

  private ByteBuffer out = ByteBuffer.allocate(FIRST_BYTES);

  /**
   * @param layout number of the order of fields, raised when it changes
   */
  public FlatWriter(int layout) {
    out.put((byte) layout);
  }

  public FlatWriter number(long number) {
    room(Long.BYTES).putLong(number);
    return this;
  }

  public FlatWriter real(double real) {
    room(Double.BYTES).putDouble(real);
    return this;
  }

  public FlatWriter text(String text) {
    return bytes(text == null ? null : text.getBytes(UTF_8));
  }

  public FlatWriter time(Instant time) {
    return bytes(
        time == null
            ? null
            : new FlatWriter(0).number(time.getEpochSecond()).number(time.getNano()).toBytes());
  }

  public FlatWriter bytes(byte[] bytes) {
    if (bytes == null) {
      return absent();
    }
    begin(bytes.length, Byte.BYTES).put(bytes);
    return this;
  }

  public FlatWriter integers(int[] integers) {
    if (integers == null) {
      return absent();
    }
    begin(integers.length, Integer.BYTES).asIntBuffer().put(integers);
    return end(integers.length * Integer.BYTES);
  }

  public FlatWriter numbers(long[] numbers) {
    if (numbers == null) {
      return absent();
    }
    begin(numbers.length, Long.BYTES).asLongBuffer().put(numbers);
    return end(numbers.length * Long.BYTES);
  }

  public FlatWriter reals(double[] reals) {
    if (reals == null) {
      return absent();
    }
    begin(reals.length, Double.BYTES).asDoubleBuffer().put(reals);
    return end(reals.length * Double.BYTES);
  }

  public FlatWriter floats(float[] floats) {
    if (floats == null) {
      return absent();
    }
    begin(floats.length, Float.BYTES).asFloatBuffer().put(floats);
    return end(floats.length * Float.BYTES);
  }

  public FlatWriter truths(boolean[] truths) {
    if (truths == null) {
      return absent();
    }
    begin(truths.length, Byte.BYTES);
    for (boolean truth : truths) {
      out.put((byte) (truth ? 1 : 0));
    }
    return this;
  }

  /** Factor to the values named for it. */
  public FlatWriter values(Map<String, List<String>> values) {
    if (values == null) {
      return number(ABSENT);
    }
    number(values.size());
    values.forEach(
        (factor, named) -> {
          text(factor).number(named.size());
          named.forEach(this::text);
        });
    return this;
  }

  /** Name to text. */
  public FlatWriter texts(Map<String, String> texts) {
    if (texts == null) {
      return number(ABSENT);
    }
    number(texts.size());
    texts.forEach((name, text) -> text(name).text(text));
    return this;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  private FlatWriter absent() {
    room(Integer.BYTES).putInt(ABSENT);
    return this;
  }

  /** The buffer behind the length of a field, with room for its elements. */
  private ByteBuffer begin(int length, int unit) {
    return room(Math.addExact(Integer.BYTES, Math.multiplyExact(length, unit))).putInt(length);
  }

  private FlatWriter end(int bytes) {
    out.position(out.position() + bytes);
    return this;
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int wanted = Math.addExact(out.position(), bytes);
      int doubled = (int) Math.min(2L * out.capacity(), Integer.MAX_VALUE - Long.BYTES);
      out = ByteBuffer.allocate(Math.max(doubled, wanted)).put(out.flip());
    }
    return out;
  }
}
