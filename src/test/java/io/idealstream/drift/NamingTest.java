package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamingTest {

  private static final PictureWords WORDS = Places.WORDS;

  /** Every set of atoms by itself: the best whose coefficients are none negative. */
  @Test
  void coefficientsAreTheBestOfAllSetsOfAtoms() {
    Random random = new Random(1);
    for (int trial = 0; trial < 50; trial++) {
      double[] atoms = random.doubles(5 * 6, -1, 1).toArray();
      double[] target = random.doubles(6, -1, 1).toArray();
      boolean[] all = {true, true, true, true, true};
      double[] fit = NonNegative.fit(atoms, all, target);
      double error = error(atoms, target, fit);
      // the conditions of Karush, Kuhn and Tucker
      for (int v = 0; v < 5; v++) {
        double gradient = 0;
        for (int j = 0; j < 6; j++) {
          double rest = target[j];
          for (int w = 0; w < 5; w++) {
            rest -= fit[w] * atoms[w * 6 + j];
          }
          gradient += rest * atoms[v * 6 + j];
        }
        assertTrue(fit[v] >= 0 && gradient <= 1e-8, "gradient " + gradient);
        assertEquals(0, fit[v] * gradient, 1e-8);
      }
      for (int other = 0; other < 200; other++) {
        double[] tried = random.doubles(5, 0, 1).toArray();
        assertTrue(error <= error(atoms, target, tried) + 1e-12);
      }
    }
  }

  private static double error(double[] atoms, double[] target, double[] fit) {
    double error = 0;
    for (int j = 0; j < target.length; j++) {
      double rest = target[j];
      for (int v = 0; v < fit.length; v++) {
        rest -= fit[v] * atoms[v * target.length + j];
      }
      error += rest * rest;
    }
    return error;
  }

  @Test
  void theSharesOfAShiftAddUpToWhatWordsExplain() {
    ShiftSplit split = ShiftSplit.of(WORDS, new double[] {0.1, 0.4, 0, 0.2}, 0);
    double whole = 0.01 + 0.16 + 0.04;
    assertEquals(0.04 / whole, split.rest(), 1e-9);
    assertEquals(2, split.parts().size());
    ShiftSplit.Part first = split.parts().get(0);
    ShiftSplit.Part second = split.parts().get(1);
    assertEquals(new ShiftSplit.Part(1, 0, 1, first.share()), first);
    assertEquals(0.16 / whole, first.share(), 1e-9);
    assertEquals(new ShiftSplit.Part(0, 0, 1, second.share()), second);
    assertEquals(0.01 / whole, second.share(), 1e-9);
  }

  @Test
  void aValueThatBecomesRareIsNamedByItself() {
    ShiftSplit split = ShiftSplit.of(WORDS, new double[] {0, -0.4, 0, 0}, 0);
    ShiftSplit.Part first = split.parts().get(0);
    assertEquals(new ShiftSplit.Part(1, 0, -1, first.share()), first);
    assertTrue(first.share() > 0.99);
    ShiftSplit other = ShiftSplit.of(WORDS, new double[] {-0.4, 0, 0, 0}, 0);
    assertEquals(1, other.parts().get(0).value(), "of two the other rises");
    assertEquals(1, other.parts().get(0).side());
  }

  @Test
  void noiseIsTakenOffTheShift() {
    ShiftSplit split = ShiftSplit.of(WORDS, new double[] {0, 0.3, 0, 0.3}, 0.09);
    assertEquals(0.09, split.squaredLength(), 1e-12);
    assertEquals(0, split.rest(), 1e-12);
    assertEquals(0, ShiftSplit.of(WORDS, new double[] {0, 0.1, 0, 0}, 1).squaredLength());
  }

  private static final List<Item> NORMAL = Places.normal(3000, new Random(5));
  private static final ItemMoments MOMENTS = Places.moments(NORMAL.subList(0, 600));

  private static Cause cause(int winner, double... places) {
    List<Direction> directions =
        List.of(
            new Direction("share", "place", "water", Unit.SHARE),
            new Direction("association", "bird*place", "waterbird*water", Unit.COVARIANCE),
            new Direction("unnamed", "", "axis-1", Unit.DEGREES),
            new Direction("group-accuracy", "bird", "waterbird*land", Unit.ACCURACY));
    RecentTotals kept = new RecentTotals(MOMENTS.size());
    kept.add(10, Places.totals(MOMENTS, Places.items(500, places, new Random(6))));
    Alarm alarm = new Alarm(winner, 1, 10, 10, 200, 100, new double[] {150, 20, 120, 10});
    return new Naming(directions, WORDS).cause(alarm, kept, Places.reference(MOMENTS, NORMAL));
  }

  @Test
  void anEpisodeHasTheCauseThatExplainsMost() {
    Cause value = cause(2, 0.2, 0.6, 0.2);
    assertEquals("share place/water", value.direction().orElseThrow().toString());
    assertEquals(1, value.side());
    assertTrue(value.explained() > 0.8, value.toString());
    assertEquals("unnamed axis-1", value.consequences().get(0).toString());
    assertEquals(1, value.consequences().size(), "the cause is no consequence of itself");
    Cause unknown = cause(0, 0.25, 0.25, 0.25, 0.25);
    assertEquals(Optional.empty(), unknown.direction(), "most probably water, but it looks new");
    assertEquals(2, unknown.consequences().size());
    Cause answers = cause(3, 0.25, 0.25, 0.25, 0.25);
    assertEquals("group-accuracy", answers.direction().orElseThrow().signal());
  }

  @Test
  void whatItemsDoNotTellTheBetTells() {
    double[] as = {1 / 3.0, 1 / 3.0, 1 / 3.0};
    assertEquals("association", cause(1, as).direction().orElseThrow().signal());
    assertEquals(Optional.empty(), cause(2, as).direction());
  }

  @Test
  void totalsDoNotDependOnTheOrder() {
    Random random = new Random(4);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      vectors.add(new float[] {random.nextFloat(), -random.nextFloat()});
    }
    VectorTotals one = totals(vectors);
    Collections.shuffle(vectors, random);
    VectorTotals left = totals(vectors.subList(0, 123));
    left.merge(totals(vectors.subList(123, 500)));
    assertArrayEquals(one.mean(), left.mean(), 0.0);
    double mean = vectors.stream().mapToDouble(v -> v[0]).average().orElseThrow();
    assertEquals(mean, one.mean()[0], 1e-9);
  }

  private static VectorTotals totals(List<float[]> vectors) {
    VectorTotals totals = new VectorTotals(2);
    vectors.forEach(totals::add);
    return totals;
  }

  /** Each interval counts its own number; sums from any interval on are known nearly. */
  @Test
  void oldIntervalsAreKeptCoarsely() {
    RecentTotals recent = new RecentTotals(1);
    for (int t = 0; t < 1000; t++) {
      VectorTotals one = new VectorTotals(1);
      one.add(new float[] {1});
      recent.add(t, one);
      assertEquals(t + 1, recent.since(0).items(), "nothing is lost");
    }
    assertTrue(recent.spans() <= 4 * 10, recent.spans() + " spans");
    for (int since = 0; since < 1000; since++) {
      long items = recent.since(since).items();
      int expected = 1000 - since;
      assertTrue(items <= expected && items >= expected / 2, items + " of " + expected);
    }
  }

  @Test
  void aShiftIsDescribedByTheTextsItIsMadeOf() {
    List<String> texts = List.of("rain", "fog", "snow", "cars");
    double[] vectors = {1, 0, 0, .5, 0, 1, 0, .5, 0, 0, 1, .5, -1, -1, -1, .5};
    Vocabulary vocabulary = new Vocabulary(texts, vectors);
    List<Vocabulary.Term> terms = vocabulary.describe(new double[] {0.2, 0, 0.1, 0}, 3);
    assertEquals("rain", terms.get(0).text());
    assertEquals("snow", terms.get(1).text());
    assertEquals(2, terms.size());
    assertTrue(vocabulary.describe(new double[4], 3).isEmpty());
    assertTrue(new Vocabulary(List.of(), new double[0]).describe(new double[4], 3).isEmpty());
  }

  @Test
  void examplesLieFarthestAlongTheShift() {
    Map<String, float[]> items =
        Map.of(
            "a",
            new float[] {1, 0},
            "b",
            new float[] {0, 1},
            "c",
            new float[] {0.7f, 0.7f},
            "d",
            new float[] {1, 0});
    assertEquals(List.of("a", "d", "c"), NearestItems.of(items, new double[] {1, 0}, 3));
  }
}
