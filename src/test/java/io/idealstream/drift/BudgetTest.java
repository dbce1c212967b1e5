package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void weightsNeverSumToMoreThanOneHoweverManyCome() {
    Budget budget = new Budget();
    double sum = 0;
    for (int newcomers = 1; newcomers < 200; newcomers++) {
      double[] weights = budget.allot(newcomers);
      assertEquals(newcomers, weights.length);
      assertTrue(weights[0] > 0 || newcomers > 150);
      sum += Arrays.stream(weights).sum();
    }
    assertTrue(sum <= 1, String.valueOf(sum));
    assertEquals(1, sum + budget.left(), 1e-12);
  }

  /** A feed divides its own share among its directions. */
  @Test
  void aShareIsABudgetOfItsOwn() {
    double feed = new Budget().allot(4)[0];
    double[] directions = new Budget(feed).allot(10);
    assertEquals(1 / 8.0 / 20, directions[0], 1e-15);
    assertThrows(IllegalArgumentException.class, () -> new Budget(1.5));
  }
}
