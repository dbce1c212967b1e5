package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HalfPrecisionTest {

  private static final int INFINITE = 0x7c00;

  /** The value of a positive half as the standard defines it. */
  private static double value(int half) {
    int exponent = half >> 10;
    int mantissa = half & 0x3ff;
    return exponent == 0
        ? mantissa * Math.pow(2, -24)
        : (1 + mantissa / 1024.0) * Math.pow(2, exponent - 15);
  }

  private static int half(float number) {
    byte[] bytes = HalfPrecision.toBytes(new float[] {number});
    return (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
  }

  private static float number(int half) {
    return HalfPrecision.toFloats(new byte[] {(byte) (half >> 8), (byte) half})[0];
  }

  @Test
  void everyHalfKeepsItsValueAndIsWrittenAsItself() {
    for (int half = 0; half < INFINITE; half++) {
      assertEquals((float) value(half), number(half));
      assertEquals((float) -value(half), number(half | 0x8000));
      assertEquals(half, half((float) value(half)));
      assertEquals(half | 0x8000, half((float) -value(half)));
    }
  }

  @Test
  void numbersBetweenTwoHalvesGoToTheNearerAndTheMiddleToTheEven() {
    for (int half = 0; half < INFINITE; half++) {
      // beyond the largest half, the step goes on as if there were one more
      float middle = (float) ((value(half) + value(half + 1)) / 2);
      assertEquals((half & 1) == 0 ? half : half + 1, half(middle), () -> "middle " + middle);
      assertEquals(half, half(Math.nextDown(middle)));
      assertEquals(half + 1, half(Math.nextUp(middle)));
    }
  }

  @Test
  void whatIsNoNumberStaysNone() {
    assertEquals(Float.POSITIVE_INFINITY, number(half(1e9f)));
    assertEquals(Float.NEGATIVE_INFINITY, number(half(Float.NEGATIVE_INFINITY)));
    assertEquals(Float.NaN, number(half(Float.NaN)));
  }

  @Test
  void aVectorTakesTwoBytesANumber() {
    float[] vector = {0.25f, -1, 0, 0.0625f};
    byte[] bytes = HalfPrecision.toBytes(vector);
    assertEquals(8, bytes.length);
    assertArrayEquals(vector, HalfPrecision.toFloats(bytes));
  }
}
