package io.idealstream.stream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes state as flat bytes: a layout byte, then fields in a fixed order, big-endian. What has a
 * length is led by it; what is missing has length -1.
 */
public final class FlatWriter {

  static final int ABSENT = -1;

  private final DataOutputSerializer out = new DataOutputSerializer(64);

  private interface Field {
    void write() throws IOException;
  }

  /**
   * @param layout number of the order of fields, raised when it changes
   */
  public FlatWriter(int layout) {
    write(() -> out.writeByte(layout));
  }

  private FlatWriter write(Field field) {
    try {
      field.write();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory refuses to be written", impossible);
    }
    return this;
  }

  public FlatWriter number(long number) {
    return write(() -> out.writeLong(number));
  }

  public FlatWriter real(double real) {
    return write(() -> out.writeDouble(real));
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
    return write(
        () -> {
          out.writeInt(bytes == null ? ABSENT : bytes.length);
          if (bytes != null) {
            out.write(bytes);
          }
        });
  }

  public FlatWriter integers(int[] integers) {
    return write(
        () -> {
          out.writeInt(integers == null ? ABSENT : integers.length);
          for (int j = 0; integers != null && j < integers.length; j++) {
            out.writeInt(integers[j]);
          }
        });
  }

  public FlatWriter reals(double[] reals) {
    return write(
        () -> {
          out.writeInt(reals == null ? ABSENT : reals.length);
          for (int j = 0; reals != null && j < reals.length; j++) {
            out.writeDouble(reals[j]);
          }
        });
  }

  public FlatWriter floats(float[] floats) {
    return write(
        () -> {
          out.writeInt(floats == null ? ABSENT : floats.length);
          for (int j = 0; floats != null && j < floats.length; j++) {
            out.writeFloat(floats[j]);
          }
        });
  }

  public FlatWriter truths(boolean[] truths) {
    return write(
        () -> {
          out.writeInt(truths == null ? ABSENT : truths.length);
          for (int j = 0; truths != null && j < truths.length; j++) {
            out.writeBoolean(truths[j]);
          }
        });
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

  public byte[] toBytes() {
    return out.getCopyOfBuffer();
  }
}
