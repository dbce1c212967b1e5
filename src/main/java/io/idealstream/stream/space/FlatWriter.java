package io.idealstream.stream.space;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes state as flat bytes: a version byte, then fields in a fixed order, big-endian; whatever
 * has a length is led by it. A missing array has length -1.
 */
final class FlatWriter {

  private static final int ABSENT = -1;

  private final DataOutputSerializer out = new DataOutputSerializer(64);

  /** A field of the type that {@link DataOutputSerializer} writes. */
  private interface Field {
    void write() throws IOException;
  }

  FlatWriter(int version) {
    write(() -> out.writeByte(version));
  }

  private FlatWriter write(Field field) {
    try {
      field.write();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory refuses to be written", impossible);
    }
    return this;
  }

  FlatWriter number(long number) {
    return write(() -> out.writeLong(number));
  }

  FlatWriter real(double real) {
    return write(() -> out.writeDouble(real));
  }

  FlatWriter truth(boolean truth) {
    return write(() -> out.writeBoolean(truth));
  }

  FlatWriter text(String text) {
    return bytes(text == null ? null : text.getBytes(UTF_8));
  }

  FlatWriter bytes(byte[] bytes) {
    return write(
        () -> {
          out.writeInt(bytes == null ? ABSENT : bytes.length);
          if (bytes != null) {
            out.write(bytes);
          }
        });
  }

  FlatWriter reals(double[] reals) {
    return write(
        () -> {
          out.writeInt(reals == null ? ABSENT : reals.length);
          for (int j = 0; reals != null && j < reals.length; j++) {
            out.writeDouble(reals[j]);
          }
        });
  }

  FlatWriter truths(boolean[] truths) {
    return write(
        () -> {
          out.writeInt(truths.length);
          for (boolean truth : truths) {
            out.writeBoolean(truth);
          }
        });
  }

  byte[] toBytes() {
    return out.getCopyOfBuffer();
  }
}
