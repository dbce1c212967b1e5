package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  private static final double Z = 1.959963984540054;

  /** Newcombe, "Two-sided confidence intervals for the single proportion", 1998, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void intervalsAreThoseOfTheLiterature(int seen, int items, double low, double high) {
    Interval of = WilsonInterval.of(seen, items, 0.95);
    assertEquals(low, of.low(), 5e-5);
    assertEquals(high, of.high(), 5e-5);
  }

  /** Direct: from a share at the bound, the seen one is z of its standard errors away. */
  @Test
  void theBoundsAreTheSharesFromWhichTheSeenOneIsZErrorsAway() {
    for (int items : new int[] {1, 2, 7, 20, 300}) {
      for (int seen = 0; seen <= items; seen++) {
        Interval of = WilsonInterval.of(seen, items, 0.95);
        double share = (double) seen / items;
        if (seen > 0) {
          assertEquals(share - of.low(), Z * error(of.low(), items), 1e-9);
        }
        if (seen < items) {
          assertEquals(of.high() - share, Z * error(of.high(), items), 1e-9);
        }
        assertTrue(of.low() >= 0 && of.high() <= 1 && of.low() < of.high());
      }
    }
  }

  private static double error(double share, int items) {
    return Math.sqrt(share * (1 - share) / items);
  }

  @Test
  void allOfTwentyIsNoCertainty() {
    Interval of = WilsonInterval.of(20, 20, 0.95);
    assertEquals(20 / (20 + Z * Z), of.low(), 1e-9);
    assertEquals(1, of.high());
    assertEquals(Interval.UNKNOWN, WilsonInterval.of(0, 0, 0.95));
  }

  /** Sidak: independent intervals that each hold so often hold together with what was asked. */
  @Test
  void intervalsThatHoldTogetherAreWider() {
    assertEquals(0.95, Math.pow(WilsonInterval.each(0.95, 4), 4), 1e-12);
    assertEquals(0.95, WilsonInterval.each(0.95, 1));
    assertEquals(0.987259, WilsonInterval.each(0.95, 4), 1e-6);
  }
}
