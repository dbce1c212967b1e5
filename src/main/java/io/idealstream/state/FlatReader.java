package io.idealstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link FlatWriter} wrote, field by field in the same order. */
public final class FlatReader {

  private final String what;
  private final ByteBuffer in;

  /**
   * @param what the bytes hold, for messages
   * @throws IllegalStateException if the layout is another than expected
   */
  public FlatReader(String what, int layout, byte[] bytes) {
    this.what = what;
    this.in = ByteBuffer.wrap(bytes);
    int found = layout(bytes);
    in.position(Math.min(1, bytes.length));
    if (found != layout) {
      throw new IllegalStateException(
          "%s in state has layout %d, expected %d; written by another build?"
              .formatted(what, found, layout));
    }
  }

  /** The layout of bytes, where there were others. */
  public static int layout(byte[] bytes) {
    return bytes.length == 0 ? FlatWriter.ABSENT : bytes[0];
  }

  public long number() {
    require(Long.BYTES);
    return in.getLong();
  }

  public double real() {
    require(Double.BYTES);
    return in.getDouble();
  }

  public String text() {
    byte[] bytes = bytes();
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  public Instant time() {
    byte[] bytes = bytes();
    if (bytes == null) {
      return null;
    }
    FlatReader time = new FlatReader("time of " + what, 0, bytes);
    return Instant.ofEpochSecond(time.number(), time.number());
  }

  public byte[] bytes() {
    int length = length(Byte.BYTES);
    if (length == FlatWriter.ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  public int[] integers() {
    int length = length(Integer.BYTES);
    if (length == FlatWriter.ABSENT) {
      return null;
    }
    int[] integers = new int[length];
    in.asIntBuffer().get(integers);
    in.position(in.position() + length * Integer.BYTES);
    return integers;
  }

  public long[] numbers() {
    int length = length(Long.BYTES);
    if (length == FlatWriter.ABSENT) {
      return null;
    }
    long[] numbers = new long[length];
    in.asLongBuffer().get(numbers);
    in.position(in.position() + length * Long.BYTES);
    return numbers;
  }

  public double[] reals() {
    int length = length(Double.BYTES);
    if (length == FlatWriter.ABSENT) {
      return null;
    }
    double[] reals = new double[length];
    in.asDoubleBuffer().get(reals);
    in.position(in.position() + length * Double.BYTES);
    return reals;
  }

  public float[] floats() {
    int length = length(Float.BYTES);
    if (length == FlatWriter.ABSENT) {
      return null;
    }
    float[] floats = new float[length];
    in.asFloatBuffer().get(floats);
    in.position(in.position() + length * Float.BYTES);
    return floats;
  }

  public boolean[] truths() {
    int length = length(Byte.BYTES);
    if (length == FlatWriter.ABSENT) {
      return null;
    }
    boolean[] truths = new boolean[length];
    for (int j = 0; j < length; j++) {
      truths[j] = in.get() != 0;
    }
    return truths;
  }

  /** Factor to the values named for it. */
  public Map<String, List<String>> values() {
    long factors = number();
    if (factors == FlatWriter.ABSENT) {
      return null;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (long i = 0; i < factors; i++) {
      String factor = text();
      long count = number();
      List<String> named = new ArrayList<>();
      for (long v = 0; v < count; v++) {
        named.add(text());
      }
      values.put(factor, named);
    }
    return values;
  }

  /** Name to text. */
  public Map<String, String> texts() {
    long count = number();
    if (count == FlatWriter.ABSENT) {
      return null;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      texts.put(text(), text());
    }
    return texts;
  }

  private int length(int unit) {
    require(Integer.BYTES);
    int length = in.getInt();
    if (length < FlatWriter.ABSENT || (long) length * unit > in.remaining()) {
      throw new IllegalStateException(
          "%s in state: elements of a field: %d, bytes left: %d; damaged state?"
              .formatted(what, length, in.remaining()));
    }
    return length;
  }

  private void require(int bytes) {
    if (in.remaining() < bytes) {
      throw new IllegalStateException(
          "%s in state ends early, missing bytes: %d; damaged state?"
              .formatted(what, bytes - in.remaining()));
    }
  }
}
