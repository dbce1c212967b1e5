package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class McNemarTest {

  /** Sums of binomial coefficients, as whole numbers. */
  @Test
  void theTailsOfABinomialAreAddedUp() {
    for (int n = 1; n <= 40; n++) {
      for (int one = 0; one <= n; one++) {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k <= Math.min(one, n - one); k++) {
          sum = sum.add(choose(n, k));
        }
        double twice =
            new BigDecimal(sum.shiftLeft(1))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL64)
                .doubleValue();
        assertEquals(Math.min(1, twice), McNemar.exact(one, n - one), 1e-12, one + " of " + n);
      }
    }
  }

  @Test
  void whereNothingDiffersThereIsNoEvidence() {
    assertEquals(1, McNemar.exact(0, 0));
    assertEquals(2 / 1024.0, McNemar.exact(0, 10), 1e-15);
    assertEquals(2 / 1024.0, McNemar.exact(10, 0), 1e-15);
  }

  private static BigInteger choose(int n, int k) {
    BigInteger product = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      product = product.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return product;
  }
}
