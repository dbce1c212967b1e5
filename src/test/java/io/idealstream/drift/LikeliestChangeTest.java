package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LikeliestChangeTest {

  private static final int SHOWN = 6;

  private final Random random = new Random(2);
  private final List<Item> items = Places.normal(3000, random);
  private final ItemMoments moments = Places.moments(items.subList(0, 600));
  private final LabelShift reference = Places.reference(moments, items);

  private LikeliestChange.Change of(List<Item> recent) {
    VectorTotals totals = Places.totals(moments, recent);
    return new LikeliestChange(reference).of(totals.mean(), totals.items());
  }

  private void assertNamed(String expected, List<Item> recent) {
    LikeliestChange.Change change = of(recent);
    assertEquals(expected, (change.side() > 0 ? "+ " : "- ") + change.direction());
    assertTrue(change.evidence() > 9, change.toString());
  }

  @Test
  void theShareThatChangedIsNamed() {
    assertNamed("+ share place/water", Places.items(600, new double[] {0.25, 0.5, 0.25}, random));
    assertNamed("- share place/air", Places.items(600, new double[] {0.45, 0.45, 0.1}, random));
  }

  /** Of two values the one that rises is told. */
  @Test
  void ofTwoValuesTheOneThatRises() {
    List<Item> waterbirds = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      waterbirds.add(Places.item(i % 3 == 0 ? 0 : 1, random.nextInt(3), random));
    }
    assertNamed("+ share bird/waterbird", waterbirds);
  }

  @Test
  void twoValuesThatGoTogetherAreNamed() {
    List<Item> together = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      int place = i % 3;
      int bird = place == 2 || random.nextInt(4) == 0 ? random.nextInt(2) : place;
      together.add(Places.item(bird, place, random));
    }
    LikeliestChange.Change change = of(together);
    assertEquals("association", change.direction().signal());
    assertEquals("bird*place", change.direction().factor());
  }

  /** d, W d and the evidence of every share by loops over items. */
  @Test
  void evidenceIsThatOfPlainLoops() {
    List<Item> recent = Places.items(500, new double[] {0.3, 0.45, 0.25}, random);
    double[] g = new double[moments.width()];
    double[][] d = new double[5][moments.width()];
    double[] shares = new double[5];
    for (Item item : items) {
      for (int v = 0; v < 5; v++) {
        shares[v] += probability(item, v) / items.size();
      }
    }
    for (Item item : items) {
      float[] of = moments.of(item);
      for (int j = 0; j < g.length; j++) {
        g[j] -= of[4 + j] / (double) items.size();
        for (int v = 0; v < 5; v++) {
          d[v][j] += (probability(item, v) / shares[v] - 1) * of[4 + j] / items.size();
        }
      }
    }
    for (Item item : recent) {
      float[] of = moments.of(item);
      for (int j = 0; j < g.length; j++) {
        g[j] += of[4 + j] / (double) recent.size();
      }
    }
    double n = 1 / (1.0 / 500 + 1.0 / 3000);
    double most = 0;
    for (double[] towards : d) {
      double[] white = moments.scatter().times(towards);
      double along = 0;
      double length = 0;
      for (int j = 0; j < g.length; j++) {
        along += white[j] * g[j];
        length += white[j] * towards[j];
      }
      most = Math.max(most, n * along * along / length);
    }
    assertEquals(SHOWN, moments.shown().size());
    assertEquals(1, of(recent).evidence() / most, 1e-4);
  }

  private static double probability(Item item, int value) {
    return value < 2 ? item.debiased()[0][value] : item.debiased()[1][value - 2];
  }
}
