package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelShiftTest {

  private final Random random = new Random(1);
  private final List<Item> first = Places.normal(600, random);
  private final ItemMoments moments = Places.moments(first);
  private final LabelShift normal = Places.reference(moments, Places.normal(4000, random));

  /** The moments written out. */
  @Test
  void momentsAreProductsOfProbabilitiesAndWhereItemsLie() {
    Item item = first.get(7);
    float[] all = moments.of(item);
    assertEquals(moments.size(), all.length);
    double sum = 0;
    for (int v = 0; v < 6; v++) {
      double expected = item.debiased()[0][v / 3] * item.debiased()[1][v % 3];
      assertEquals(expected, all[4 + v], 1e-6);
      sum += all[4 + v];
    }
    assertEquals(1, sum, 1e-5);
    // by p(v | x) the first items lie at their centres: all that is left of f is rounding
    double[] mean = Places.totals(moments, first).mean();
    for (int j = 10; j < mean.length - 1; j++) {
      assertEquals(0, mean[j], 1e-6);
    }
    double squares = 0;
    for (int j = 10; j < all.length - 1; j++) {
      squares += all[j] * all[j];
    }
    assertEquals(squares, all[all.length - 1], 1e-5);
  }

  /**
   * Items drawn again in proportion to sum w h are what shares explain, whatever they look like.
   */
  @Test
  void changedSharesLeaveNothingOver() {
    ReferenceMoments sums = new ReferenceMoments(moments);
    VectorTotals after = new VectorTotals(moments.size());
    double[] weights = {0.2, 2.5, 1, 0.4, 1.7, 0.9};
    for (Item item : first) {
      float[] of = moments.of(item);
      sums.add(of, 1_000_000);
      double weight = 0;
      for (int v = 0; v < 6; v++) {
        weight += weights[v] * of[4 + v];
      }
      after.add(of, Math.round(1_000_000 * weight));
    }
    LabelShift.Fit fit = sums.shift().test(after.mean(), after.items());
    // 500 million items, and nothing but rounding
    assertTrue(Math.abs(fit.beyondNoise()) < 5, fit.toString());
    assertTrue(fit.rest() < 1e-4, fit.toString());
  }

  @Test
  void newSharesOfKnownValuesAreExplained() {
    for (int trial = 0; trial < 10; trial++) {
      List<Item> water = Places.items(400, new double[] {0.2, 0.6, 0.2}, random);
      LabelShift.Fit fit = test(water);
      assertTrue(fit.beyondNoise() < 3 && fit.rest() < 0.2, fit.toString());
    }
  }

  /** It lies within the span of the words, and its probabilities say water. */
  @Test
  void aValueThatIsNotKnownIsNotExplained() {
    for (int trial = 0; trial < 10; trial++) {
      List<Item> unknown = Places.items(400, new double[] {0.25, 0.25, 0.25, 0.25}, random);
      LabelShift.Fit fit = test(unknown);
      assertTrue(fit.beyondNoise() > 3 && fit.rest() > 0.4, fit.toString());
    }
  }

  private LabelShift.Fit test(List<Item> recent) {
    VectorTotals totals = Places.totals(moments, recent);
    return normal.test(totals.mean(), totals.items());
  }

  @Test
  void referencesDoNotDependOnTheOrder() {
    ReferenceMoments one = new ReferenceMoments(moments);
    ReferenceMoments other = new ReferenceMoments(moments);
    ReferenceMoments rest = new ReferenceMoments(moments);
    for (int i = 0; i < first.size(); i++) {
      one.add(moments.of(first.get(i)), 1);
      (i < 100 ? rest : other).add(moments.of(first.get(first.size() - 1 - i)), 1);
    }
    other.merge(rest);
    assertArrayEquals(one.shift().means(), other.shift().means(), 0.0);
    double[] weights = {1, 0, 2, 0, 0, 3};
    assertArrayEquals(one.shift().products(weights), other.shift().products(weights), 0.0);
  }
}
