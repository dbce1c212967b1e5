package io.idealstream.wire.codec;

import io.idealstream.math.HalfPrecision;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Count;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A vector as bytes: numbers of four bytes, or of two where the dimension says so, the lowest byte
 * first, as NumPy's {@code astype("<f4").tobytes()} and {@code "<f2"} write them.
 */
final class VectorBytes {

  private VectorBytes() {}

  /**
   * The vector.
   *
   * @param dimension of the job's vectors; 0 where that is not known, and then two bytes a number
   *     are taken only where four are not possible
   */
  static float[] read(byte[] bytes, int dimension, Place place) throws Unreadable {
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean half = bytes.length == Short.BYTES * dimension || bytes.length % Float.BYTES != 0;
    if (half && bytes.length % Short.BYTES != 0) {
      throw place.refused(
          "expected numbers of four or two bytes each, found " + Count.of(bytes.length, "byte"));
    }
    float[] vector = new float[bytes.length / (half ? Short.BYTES : Float.BYTES)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = half ? HalfPrecision.toFloat(numbers.getShort()) : numbers.getFloat();
      if (!Float.isFinite(vector[i])) {
        throw place.expected("a finite number", vector[i]);
      }
    }
    return vector;
  }
}
