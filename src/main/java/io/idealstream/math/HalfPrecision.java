package io.idealstream.math;

/**
 * Numbers in half precision (IEEE 754 binary16), for vectors that are kept and not summed: two
 * bytes each, 11 significant bits, so that a number keeps its value within 1 in 2048.
 *
 * <pre>
 *   |x| below 2^-14:  a multiple of 2^-24
 *   |x| from 2^-14:   2^e (1 + m / 1024)
 *   |x| from 65520:   infinite
 * </pre>
 *
 * <p>Rounded to the nearest, ties to even.
 */
public final class HalfPrecision {

  private static final float LEAST_NORMAL = 0x1p-14f;
  private static final float FIRST_INFINITE = 65520;
  private static final float LEAST_STEP = 0x1p-24f;
  private static final int INFINITE = 0x7c00;
  private static final int NOT_A_NUMBER = 0x7e00;

  /** Bits of a float's mantissa that a half has no room for. */
  private static final int DROPPED = 13;

  /** A float's exponent counts from 127, a half's from 15. */
  private static final int EXPONENTS_APART = 112;

  private HalfPrecision() {}

  /** Numbers as two bytes each, the higher first. */
  public static byte[] toBytes(float[] numbers) {
    byte[] bytes = new byte[2 * numbers.length];
    for (int j = 0; j < numbers.length; j++) {
      int half = half(numbers[j]);
      bytes[2 * j] = (byte) (half >>> Byte.SIZE);
      bytes[2 * j + 1] = (byte) half;
    }
    return bytes;
  }

  /** The numbers that {@link #toBytes} wrote. */
  public static float[] toFloats(byte[] bytes) {
    float[] numbers = new float[bytes.length / 2];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = toFloat((short) (bytes[2 * j] << Byte.SIZE | bytes[2 * j + 1] & 0xff));
    }
    return numbers;
  }

  private static int half(float number) {
    int bits = Float.floatToRawIntBits(number);
    return bits >>> 16 & 0x8000 | magnitude(Math.abs(number));
  }

  private static int magnitude(float number) {
    if (Float.isNaN(number)) {
      return NOT_A_NUMBER;
    }
    if (number >= FIRST_INFINITE) {
      return INFINITE;
    }
    if (number < LEAST_NORMAL) {
      return (int) Math.rint(number / LEAST_STEP);
    }
    int bits = Float.floatToRawIntBits(number);
    int half = (1 << (DROPPED - 1)) - 1 + (bits >>> DROPPED & 1);
    return (bits + half >>> DROPPED) - (EXPONENTS_APART << 10);
  }

  /** The number of a half's bits. */
  public static float toFloat(short half) {
    int magnitude = half & 0x7fff;
    float number;
    if (magnitude >= INFINITE) {
      number = magnitude == INFINITE ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (magnitude < 1 << 10) {
      number = magnitude * LEAST_STEP;
    } else {
      number = Float.intBitsToFloat(magnitude + (EXPONENTS_APART << 10) << DROPPED);
    }
    return (half & 0x8000) == 0 ? number : -number;
  }
}
