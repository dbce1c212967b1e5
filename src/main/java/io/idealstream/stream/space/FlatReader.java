package io.idealstream.stream.space;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads what {@link FlatWriter} wrote, field by field in the same order. */
final class FlatReader {

  private final String what;
  private final ByteBuffer in;

  /**
   * @param what the bytes hold, for messages
   * @throws IllegalStateException if the version is another than expected
   */
  FlatReader(String what, int version, byte[] bytes) {
    this.what = what;
    this.in = ByteBuffer.wrap(bytes);
    int found = bytes.length == 0 ? -1 : in.get();
    if (found != version) {
      throw new IllegalStateException(
          "%s in state has layout %d, expected %d; written by a newer build?"
              .formatted(what, found, version));
    }
  }

  long number() {
    return in.getLong();
  }

  double real() {
    return in.getDouble();
  }

  boolean truth() {
    return in.get() != 0;
  }

  String text() {
    byte[] bytes = bytes();
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  byte[] bytes() {
    int length = length(Byte.BYTES);
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  double[] reals() {
    int length = length(Double.BYTES);
    if (length < 0) {
      return null;
    }
    double[] reals = new double[length];
    in.asDoubleBuffer().get(reals);
    in.position(in.position() + length * Double.BYTES);
    return reals;
  }

  boolean[] truths() {
    boolean[] truths = new boolean[length(Byte.BYTES)];
    for (int j = 0; j < truths.length; j++) {
      truths[j] = truth();
    }
    return truths;
  }

  private int length(int unit) {
    int length = in.getInt();
    if (length < -1 || (long) length * unit > in.remaining()) {
      throw new IllegalStateException(
          "%s in state has a field of %d elements in %d bytes; damaged state?"
              .formatted(what, length, in.remaining()));
    }
    return length;
  }
}
