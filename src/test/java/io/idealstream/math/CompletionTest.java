package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private static final int DIMENSION = 3;

  private final FactorSpace space = Spaces.of(6, 3);

  /** Theta_0 + D^-1/2 (A D^-1/2)^+ (x - A Theta_0), the centre nearly free: no part of ours. */
  private static double[] leastMove(FactorSpace space, List<Event> events, IdealWords prompts) {
    double[] roots = new double[space.rows()];
    roots[0] = 1e4;
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        roots[space.row(i, v)] = 1 / Math.sqrt(space.values(i) * space.weight(i, v));
      }
    }
    DMatrixRMaj design = new DMatrixRMaj(events.size(), space.rows());
    DMatrixRMaj rest = new DMatrixRMaj(events.size(), DIMENSION);
    for (int n = 0; n < events.size(); n++) {
      Event event = events.get(n);
      double weight = Math.sqrt(event.weight());
      double[] known = prompts.approximation(event.cell());
      for (int j = 0; j < DIMENSION; j++) {
        rest.set(n, j, weight * (event.vector()[j] - known[j]));
      }
      design.set(n, 0, weight * roots[0]);
      for (int i = 0; i < space.factors(); i++) {
        int row = space.row(i, event.cell().value(i));
        design.set(n, row, weight * roots[row]);
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(space.rows(), events.size());
    CommonOps_DDRM.pinv(design, inverse);
    DMatrixRMaj move = new DMatrixRMaj(space.rows(), DIMENSION);
    CommonOps_DDRM.mult(inverse, rest, move);
    double[] rows = prompts.rows();
    for (int row = 0; row < space.rows(); row++) {
      for (int j = 0; j < DIMENSION; j++) {
        rows[row * DIMENSION + j] += roots[row] * move.get(row, j);
      }
    }
    return IdealWords.known(space, rows).rows();
  }

  @Test
  void asTheStrengthGoesToZeroItIsTheLeastMoveFromThePrompts() {
    Random random = new Random(50);
    int open = 0;
    for (int trial = 0; trial < 60; trial++) {
      FactorSpace some = Spaces.random(random, 1 + trial % 4, 5);
      IdealWords prompts = Spaces.randomWords(random, some, DIMENSION);
      List<Event> events = Event.some(random, some, DIMENSION, 1 + random.nextInt(10));
      Moments moments = Event.moments(some, DIMENSION, events);
      LeastSquares limit = LeastSquares.fit(moments, Prior.of(prompts, 1e-6));
      assertTrue(limit.words().estimable());
      open += LeastSquares.fit(moments).words().estimable() ? 0 : 1;
      assertClose(leastMove(some, events, prompts), limit.words().rows(), 1e-3, "rows");
    }
    assertTrue(open > 30, open + " designs with something open");
  }

  /** Items of every cell but those of the last value of the first factor. */
  private List<Event> items(Random random, IdealWords truth, int each, double noise) {
    List<Event> items = new ArrayList<>();
    for (Cell cell : Spaces.all(space)) {
      for (int n = 0; n < each && cell.value(0) < 5; n++) {
        items.add(item(random, truth, cell, noise));
      }
    }
    return items;
  }

  private static Event item(Random random, IdealWords truth, Cell cell, double noise) {
    double[] vector = truth.approximation(cell);
    float[] noisy = new float[vector.length];
    for (int j = 0; j < noisy.length; j++) {
      noisy[j] = (float) (vector[j] + noise * random.nextGaussian());
    }
    return new Event(cell, noisy, 1);
  }

  private LeastSquares completed(List<Event> events, IdealWords prompts) {
    LeastSquares seen = LeastSquares.fit(Event.moments(space, DIMENSION, events));
    return Completion.of(seen, prompts).orElseThrow();
  }

  @Test
  void valuesNeverSeenAreAnsweredByThePromptsAtTheLengthOfTheOthers() {
    Random random = new Random(51);
    IdealWords truth = Spaces.randomWords(random, space, DIMENSION);
    IdealWords prompts = truth.scaled(new double[] {0.4, 0.4});
    LeastSquares whole = completed(items(random, truth, 200, 0.3), prompts);
    assertClose(truth.words(0), whole.words().words(0), 0.05, "words");
    Uncertainty uncertainty = whole.samplingUncertainty();
    assertEquals(1, uncertainty.priorShare(0, 5), 1e-9);
    assertTrue(uncertainty.priorShare(0, 1) < 0.05);
    assertTrue(uncertainty.standardError(0, 5).orElseThrow() < 0.1);
  }

  /** Items of a value that nobody had seen are named as often as those of the others. */
  @Test
  void valuesNeverSeenAreNeitherFavouredNorStarved() {
    Random random = new Random(52);
    FactorSpace wide = Spaces.of(10, 3);
    int dimension = 40;
    double[] named = new double[10];
    double[] right = new double[10];
    int rounds = 40;
    int each = 50;
    for (int round = 0; round < rounds; round++) {
      IdealWords truth = Spaces.randomWords(random, wide, dimension);
      Moments moments = new Moments(wide, Anchor.origin(dimension));
      for (Cell cell : Spaces.all(wide)) {
        for (int n = 0; n < 10 && cell.value(0) < 9; n++) {
          moments.add(cell, item(random, truth, cell, 1).vector(), 1);
        }
      }
      IdealWords prompts = truth.scaled(new double[] {0.5, 0.5});
      IdealWords words = Completion.of(LeastSquares.fit(moments), prompts).orElseThrow().words();
      for (int n = 0; n < 10 * each; n++) {
        Event item = item(random, truth, Cell.of(n % 10, n % 3), 3);
        int best = best(words, item.vector());
        named[best]++;
        right[n % 10] += best == n % 10 ? 1 : 0;
      }
    }
    double others = 0;
    for (int v = 0; v < 9; v++) {
      others += right[v] / 9;
    }
    assertTrue(others < 0.9 * rounds * each, "not too easy a question");
    assertEquals(1, named[9] / rounds / each, 0.1, "named as often as it came");
    assertEquals(1, right[9] / others, 0.1, "found as often as the others");
  }

  private static int best(IdealWords words, float[] item) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    double[] centre = words.centre();
    for (int v = 0; v < words.space().values(0); v++) {
      double[] word = words.word(0, v);
      double score = 0;
      for (int j = 0; j < word.length; j++) {
        score += word[j] * (item[j] - centre[j] - word[j] / 2);
      }
      if (score > highest) {
        highest = score;
        best = v;
      }
    }
    return best;
  }

  /** The first item of a value moves it by the share that the item is worth, and others little. */
  @Test
  void aValueThatOneItemShowsIsItsOwnInProportionToItsStandardError() {
    Random random = new Random(53);
    IdealWords truth = Spaces.randomWords(random, space, DIMENSION);
    for (double noise : new double[] {0.1, 1, 5}) {
      List<Event> events = items(random, truth, 200, noise);
      IdealWords before = completed(events, truth).words();
      events.add(item(random, truth, Cell.of(5, 0), noise));
      LeastSquares after = completed(events, truth);
      LeastSquares alone = LeastSquares.fit(Event.moments(space, DIMENSION, events));
      double error = alone.uncertainty().standardError(0, 5, 0).orElseThrow();
      double length = 0;
      for (double number : truth.words(0)) {
        length += number * number / 6;
      }
      double share = length / (length + error * error);
      double[] moved = after.words().contrast(0, 5, 0);
      double[] all = alone.words().contrast(0, 5, 0);
      double[] old = before.contrast(0, 5, 0);
      for (int j = 0; j < DIMENSION; j++) {
        double way = all[j] - old[j];
        assertEquals(share * way, moved[j] - old[j], 0.1 * Math.abs(way), "noise " + noise);
      }
      assertEquals(1 - share, after.samplingUncertainty().priorShare(0, 5), 0.1);
    }
  }

  @Test
  void withoutFreedomToMeasureTheScatterNothingIsCompleted() {
    Random random = new Random(54);
    IdealWords prompts = Spaces.randomWords(random, space, DIMENSION);
    List<Event> one = Event.some(random, space, DIMENSION, 1);
    assertFalse(
        Completion.of(LeastSquares.fit(Event.moments(space, DIMENSION, one)), prompts).isPresent());
    LeastSquares none = LeastSquares.fit(new Moments(space, Anchor.origin(DIMENSION)));
    assertFalse(Completion.of(none, prompts).isPresent());
  }
}
