package io.idealstream.decision.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrequentialSetsTest {

  private static final double COVERAGE = 0.9;
  private static final double STEP = 0.02;

  private static PrequentialSets sets() {
    return new PrequentialSets(2, COVERAGE, STEP);
  }

  /** Probabilities of two values under which the true one has a score. */
  private static double[] probabilities(int truth, double score) {
    return truth == 0 ? new double[] {1 - score, score} : new double[] {score, 1 - score};
  }

  private static int rank(double coverage, int number) {
    int rank = 0;
    while (rank < coverage * (number + 1) - 1e-9) {
      rank++;
    }
    return rank;
  }

  @Test
  void aQuantileIsTheScoreOfItsRank() {
    Random random = new Random(7);
    SortedScores scores = new SortedScores();
    List<Double> sorted = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      for (double coverage = 0.05; coverage < 0.99; coverage += 0.05) {
        int rank = rank(coverage, i);
        assertEquals(rank > i ? 1 : sorted.get(rank - 1), scores.quantile(coverage));
      }
      double score = random.nextInt(30) / 30.0;
      scores.add(score);
      sorted.add(score);
      Collections.sort(sorted);
    }
    assertEquals(60, scores.number());
    assertEquals(SortedScores.ALL, scores.quantile(1));
    assertEquals(SortedScores.ALL, scores.quantile(1.3));
    assertEquals(SortedScores.NONE, scores.quantile(0));
    assertEquals(SortedScores.NONE, scores.quantile(-0.01));
  }

  @Test
  void manyScoresInAnyOrderAreRankedAsBySorting() {
    Random random = new Random(8);
    int number = 20_000;
    List<IntToDoubleFunction> orders =
        List.of(
            i -> random.nextDouble(),
            i -> (double) i / number,
            i -> 1 - (double) i / number,
            i -> random.nextInt(5) / 5.0,
            i -> 0.5);
    for (IntToDoubleFunction order : orders) {
      SortedScores scores = new SortedScores();
      double[] sorted = IntStream.range(0, number).mapToDouble(order).toArray();
      for (double score : sorted) {
        scores.add(score);
      }
      Arrays.sort(sorted);
      for (int rank = 1; rank <= number; rank++) {
        assertEquals(sorted[rank - 1], scores.quantile((rank - 0.5) / (number + 1)));
      }
      assertEquals(number, scores.number());
    }
  }

  /** Both kinds of sets as their definitions say, over a plain list of the items before. */
  @Test
  void coverageIsThatOfSetsByTheItemsBefore() {
    Random random = new Random(9);
    PrequentialSets found = sets();
    List<List<Double>> before = List.of(new ArrayList<>(), new ArrayList<>());
    double[] level = {0.1, 0.1};
    int[] covered = new int[2];
    int[] adaptively = new int[2];
    int[] size = new int[2];
    for (int i = 0; i < 500; i++) {
      int truth = random.nextInt(3) == 0 ? 1 : 0;
      double[] p = probabilities(truth, Math.pow(random.nextDouble(), 1 + truth));
      for (int v = 0; v < 2; v++) {
        int value = v;
        long within = before.get(v).stream().filter(s -> s < 1 - p[value]).count();
        int n = before.get(v).size();
        boolean in = within < rank(COVERAGE, n);
        size[truth] += in ? 1 : 0;
        covered[truth] += in && v == truth ? 1 : 0;
      }
      int n = before.get(truth).size();
      double score = 1 - p[truth];
      long below = before.get(truth).stream().filter(s -> s < score).count();
      boolean in = below < rank(1 - level[truth], n);
      adaptively[truth] += in ? 1 : 0;
      level[truth] += STEP * (0.1 - (in ? 0 : 1));
      before.get(truth).add(score);
      found.take(p, truth);
    }
    for (int v = 0; v < 2; v++) {
      int n = before.get(v).size();
      assertEquals(n, found.number(v));
      assertEquals((double) covered[v] / n, found.plain(v).covered(), 1e-12);
      assertEquals((double) size[v] / n, found.plain(v).size(), 1e-12);
      assertEquals((double) adaptively[v] / n, found.adaptive(v).covered(), 1e-12);
    }
  }

  @Test
  void ofExchangeableItemsBothCoverEachValueAsOftenAsWasAsked() {
    Random random = new Random(21);
    PrequentialSets sets = sets();
    int items = 20_000;
    for (int i = 0; i < items; i++) {
      int truth = i % 2;
      sets.take(probabilities(truth, Math.pow(random.nextDouble(), 1 + 3 * truth)), truth);
    }
    double error = Math.sqrt(COVERAGE * (1 - COVERAGE) / (items / 2));
    for (int v = 0; v < 2; v++) {
      assertEquals(COVERAGE, sets.plain(v).covered(), 4 * error);
      assertEquals(COVERAGE, sets.adaptive(v).covered(), 4 * error);
    }
  }

  /** Items get harder all the time: the items before say too little, the adaptive level follows. */
  @Test
  void whereItemsDriftTheAdaptiveSetsAloneCoverAsOftenAsWasAsked() {
    Random random = new Random(22);
    PrequentialSets sets = sets();
    int items = 4_000;
    for (int i = 0; i < items; i++) {
      double hardness = (double) i / items;
      sets.take(probabilities(0, hardness * random.nextDouble()), 0);
    }
    assertTrue(sets.plain(0).covered() < 0.75, "plain " + sets.plain(0));
    assertEquals(COVERAGE, sets.adaptive(0).covered(), sets.bound(0));
    assertEquals(0.92 / (0.02 * items), sets.bound(0), 1e-12);
  }

  /** A stream that does its worst: hard where the level is low, easy where it is high. */
  @Test
  void theBoundHoldsForAStreamThatIsAgainstIt() {
    Random random = new Random(23);
    for (double coverage : new double[] {0.5, 0.9, 0.99}) {
      for (double step : new double[] {0.005, 0.05, 0.5}) {
        PrequentialSets sets = new PrequentialSets(2, coverage, step);
        for (int i = 1; i <= 3_000; i++) {
          double quantile = sets.adaptive(0).quantile();
          double score = quantile >= 1 ? 1 : Math.min(1, quantile + 1e-6 + random.nextDouble() / 9);
          sets.take(probabilities(0, i % 1_000 < 900 ? Math.max(0, score) : 0), 0);
          assertTrue(
              Math.abs(sets.adaptive(0).covered() - coverage) <= sets.bound(0) + 1e-12,
              "coverage %s, step %s, item %d".formatted(coverage, step, i));
        }
      }
    }
  }

  @Test
  void withoutItemsEveryValueIsPossible() {
    PrequentialSets sets = sets();
    assertEquals(1, sets.plain(1).quantile());
    assertEquals(1, sets.adaptive(1).quantile());
    assertEquals(Double.NaN, sets.plain(1).covered());
    sets.take(new double[] {0.5, 0.5}, 0);
    assertEquals(2, sets.plain(0).size());
  }

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    for (double[] wrong : new double[][] {{0, 0.1}, {1, 0.1}, {0.9, 0}, {0.9, Double.NaN}}) {
      assertThrows(
          IllegalArgumentException.class, () -> new PrequentialSets(2, wrong[0], wrong[1]));
    }
  }
}
