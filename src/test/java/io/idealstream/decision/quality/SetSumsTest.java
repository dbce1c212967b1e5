package io.idealstream.decision.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.ConformalSets;
import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SetSumsTest {

  private static final double STEP = 1.0 / SetSums.STEPS;

  private record Weighed(double score, double weight) {}

  private static JudgedAnswer answer(double score, List<Integer> set) {
    return new JudgedAnswer(true, Verdict.RIGHT, 0, new double[] {1 - score, score}, 0, set);
  }

  private static SetSums sums(List<Weighed> all) {
    SetSums sums = SetSums.none();
    all.forEach(one -> sums.add(answer(one.score(), null), one.weight()));
    return sums;
  }

  private static List<Weighed> sample(int count, Random random) {
    List<Weighed> sample = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double u = random.nextDouble();
      sample.add(new Weighed(u * u, Math.pow(0.5, random.nextInt(60) / 20.0)));
    }
    return sample;
  }

  /** The least score below which, the next item counted as above, lies the share asked for. */
  private static double quantile(List<Weighed> all, double coverage) {
    double whole = 1 + all.stream().mapToDouble(Weighed::weight).sum();
    double within = 0;
    for (Weighed one : all.stream().sorted(Comparator.comparing(Weighed::score)).toList()) {
      within += one.weight() / whole;
      if (within >= coverage - 1e-12) {
        return one.score();
      }
    }
    return 1;
  }

  @Test
  void theQuantileIsThatOfTheSortedScoresRoundedUpToAStep() {
    Random random = new Random(3);
    for (int count : new int[] {0, 1, 8, 9, 10, 19, 57, 400}) {
      List<Weighed> all = sample(count, random);
      for (double coverage : new double[] {0.05, 0.5, 0.9, 0.95}) {
        double expected = quantile(all, coverage);
        double found = sums(all).quantile(coverage, 1);
        String what = count + " items, coverage " + coverage;
        assertTrue(found >= expected && found < expected + STEP + 1e-12, what);
      }
    }
  }

  @Test
  void withoutForgettingItIsTheScoreOfTheFiniteSampleRule() {
    List<Double> scores = new ArrayList<>();
    SetSums sums = SetSums.none();
    for (int i = 1; i <= 19; i++) {
      scores.add(i / 20.0);
      sums.add(answer(i / 20.0, null), 1);
    }
    for (double coverage = 0.05; coverage < 0.99; coverage += 0.05) {
      int rank = (int) Math.ceil(20 * coverage - 1e-9);
      assertEquals(scores.get(rank - 1), sums.quantile(coverage, 1), STEP + 1e-9);
    }
    assertEquals(1, sums.quantile(0.951, 1), "of 20 the 19.02nd is the next one");
  }

  @Test
  void belowNineItemsNothingIsKnownOfNineInTen() {
    SetSums sums = SetSums.none();
    for (int i = 0; i < 8; i++) {
      sums.add(answer(0.25, null), 1);
    }
    assertEquals(1, sums.quantile(0.9, 1));
    sums.add(answer(0.25, null), 1);
    assertEquals(0.25, sums.quantile(0.9, 1));
    assertEquals(1, sums.quantile(0.9, 0.5), "an item of now weighs more than each of them");
    assertEquals(9, sums.number(), 1e-12);
  }

  /**
   * Three values of unlike difficulty: sets by quantiles of 200 items each hold the true value of
   * fresh items as often as was asked, of every value by itself. Over many draws of both, the rate
   * is between c and c + 1/201, and the grid adds a step at most.
   */
  @Test
  void ofExchangeableItemsEveryValueIsCoveredAsOftenAsWasAsked() {
    Random random = new Random(17);
    int draws = 400;
    int fresh = 50;
    for (int truth = 0; truth < 3; truth++) {
      int covered = 0;
      for (int draw = 0; draw < draws; draw++) {
        SetSums sums = SetSums.none();
        for (int i = 0; i < 200; i++) {
          sums.add(drawn(truth, random), 1);
        }
        double[] quantiles = {1, 1, 1};
        quantiles[truth] = sums.quantile(0.9, 1);
        ConformalSets sets = new ConformalSets(quantiles);
        for (int i = 0; i < fresh; i++) {
          covered += sets.of(drawn(truth, random).probabilities()).contains(truth) ? 1 : 0;
        }
      }
      // the rate of one draw varies by sqrt(0.09 / 202), that of its fresh items by sqrt(0.09 / 50)
      double error = Math.sqrt((0.09 / 202 + 0.09 / fresh) / draws);
      double rate = (double) covered / (draws * fresh);
      assertTrue(rate > 0.9 - 4 * error, "value %d: %s".formatted(truth, rate));
      assertTrue(rate < 0.9 + 1.0 / 201 + 0.005 + 4 * error, "value %d: %s".formatted(truth, rate));
    }
  }

  /** Probabilities of a softmax over noisy scores; the later the value, the harder. */
  private static JudgedAnswer drawn(int truth, Random random) {
    double[] p = new double[3];
    double sum = 0;
    for (int v = 0; v < 3; v++) {
      p[v] = Math.exp((v == truth ? 3 - truth : 0) + 1.5 * random.nextGaussian());
      sum += p[v];
    }
    for (int v = 0; v < 3; v++) {
      p[v] /= sum;
    }
    return new JudgedAnswer(true, Verdict.RIGHT, truth, p, truth);
  }

  @Test
  void coverageAndSizeAreThoseOfTheSetsThatAnswersBear() {
    SetSums sums = SetSums.none();
    assertEquals(Double.NaN, sums.covered());
    sums.add(answer(0.5, null), 8);
    assertEquals(Double.NaN, sums.covered());
    sums.add(answer(0.1, List.of(0)), 1);
    sums.add(answer(0.5, List.of(0, 1)), 2);
    sums.add(answer(0.9, List.of(1)), 1);
    sums.add(answer(0.9, List.of()), 4);
    assertEquals(3.0 / 8, sums.covered());
    assertEquals(6.0 / 8, sums.size());
    assertEquals(256.0 / 86, sums.number(), 1e-12);
  }

  @Test
  void neitherOrderNorDivisionNorLandmarkMatters() {
    List<Weighed> all = sample(300, new Random(5));
    SetSums whole = sums(all);
    Collections.shuffle(all, new Random(6));
    SetSums parts = sums(all.subList(0, 120));
    parts.merge(sums(all.subList(120, 300)));
    assertArrayEquals(whole.toArray(), parts.toArray(), 1e-12);
    parts.scale(1 / 8.0);
    assertEquals(whole.quantile(0.9, 1), parts.quantile(0.9, 8));
    assertEquals(whole.number(), parts.number(), 1e-9);
  }

  @Test
  void sumsOfAnotherLengthAreRefused() {
    double[] sums = SetSums.none().toArray();
    assertArrayEquals(sums, SetSums.of(sums).toArray());
    assertThrows(
        IllegalArgumentException.class, () -> SetSums.of(Arrays.copyOf(sums, sums.length - 1)));
  }

  @Test
  void scoresAtTheEndsOfTheGridHaveAPlace() {
    SetSums sums = SetSums.none();
    for (int i = 0; i < 99; i++) {
      sums.add(answer(0, null), 1);
    }
    assertEquals(0, sums.quantile(0.9, 1));
    sums.add(answer(1, null), 100);
    assertEquals(1, sums.quantile(0.9, 1));
  }
}
