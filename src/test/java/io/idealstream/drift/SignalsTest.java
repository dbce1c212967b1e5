package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {

  private static final FactorSpace SPACE =
      FactorSpace.of(
          Factor.uniform("bird", "landbird", "waterbird"),
          Factor.uniform("place", "land", "water", "air"));

  private static final Item ITEM =
      new Item(
          new float[] {0.6f, 0.8f, 0},
          new double[][] {{0.3, 0.7}, {0.5, 0.2, 0.3}},
          new double[][] {{0.9, 0.1}, null},
          true,
          new boolean[] {false, true},
          1 << 16);

  private static double[] scores(Signal<Item> signal) {
    double[] scores = new double[signal.directions().size()];
    signal.score(ITEM, scores, 0);
    return scores;
  }

  @Test
  void sharesAreProbabilities() {
    assertArrayEquals(
        new double[] {0.5, 0.2, 0.3}, scores(new ValueShare(SPACE, 1, ValueShare.Answer.DEBIASED)));
    assertArrayEquals(
        new double[] {0.9, 0.1}, scores(new ValueShare(SPACE, 0, ValueShare.Answer.RAW)));
    for (double score : scores(new ValueShare(SPACE, 1, ValueShare.Answer.RAW))) {
      assertTrue(Double.isNaN(score), "no plain prompts, no vote");
    }
    assertArrayEquals(new double[] {1, 0, 1}, scores(new WithheldShare(SPACE)));
  }

  @Test
  void severalSignalsStandOneAfterTheOther() {
    Signals<Item> signals = new Signals<>(List.of(new WithheldShare(SPACE), new PictureSize()));
    assertArrayEquals(new double[] {1, 0, 1, 16}, scores(signals));
    assertEquals("input picture-size", signals.directions().get(3).toString());
  }

  @Test
  void anglesAreAgainstDirectionsOfLengthOne() {
    double[] words = {9, 9, 9, 2, 0, 0, -2, 0, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0};
    double[] scores = scores(Angles.ofWords(SPACE, words));
    assertEquals(Math.toDegrees(Math.asin(0.6)), scores[0], 1e-5);
    assertEquals(-scores[0], scores[1], 1e-12);
    assertEquals(Math.toDegrees(Math.asin(0.8)), scores[2], 1e-5);
    assertEquals(0, scores[3]);
    assertEquals(0, scores[4], "a word of no length");
    assertArrayEquals(scores(Angles.random(4, 3, 5)), scores(Angles.random(4, 3, 5)));
  }

  @Test
  void associationIsACovarianceOfValues() {
    double[][] shares = {{0.5, 0.5}, {0.2, 0.3, 0.5}};
    double[] scores = scores(new Association(SPACE, 0, 1, shares));
    assertEquals(6, scores.length);
    assertEquals((0.7 - 0.5) * (0.2 - 0.3), scores[4], 1e-12);
    assertEquals("landbird*air", new Association(SPACE, 0, 1, shares).directions().get(2).value());
  }

  /** By hand: chi2 = 36 of 100, less 1/99, over the corrected sizes. */
  @Test
  void correctedVIsNothingWithoutAssociationAndOneAtMost() {
    double phi2 = 0.36 - 1 / 99.0;
    double expected = Math.sqrt(phi2 / (1 - 1 / 99.0));
    assertEquals(expected, Association.correctedV(new double[][] {{40, 10}, {10, 40}}), 1e-12);
    assertEquals(0, Association.correctedV(new double[][] {{25, 25}, {25, 25}}));
    assertEquals(1, Association.correctedV(new double[][] {{500, 0}, {0, 500}}), 1e-12);
    assertEquals(0, Association.correctedV(new double[][] {{5, 0}, {7, 0}}));
  }

  @Test
  void residualsAreWhatProbabilitiesLeaveOver() {
    double[] rows = {1, 0, 0, -1, 0, 0, 0, 1, 0, 0, 0, 0, 0, -1, 0};
    PictureWords words = new PictureWords(SPACE, new double[] {0.5, 0.5, 0.1}, rows);
    // 0.6 - 0.5 - (0.3 - 0.7); 0.8 - 0.5 - (0.5 - 0.3); 0 - 0.1
    double[] expected = {0.5, 0.1, -0.1};
    assertArrayEquals(expected, words.residual(ITEM), 1e-6);
    double[] fit = scores(new WordFit(words));
    assertEquals(6, fit.length);
    assertEquals(0.3 * 0.5, fit[0], 1e-6);
    assertEquals(-0.7 * 0.5, fit[1], 1e-6);
    assertEquals(0.5 * 0.1, fit[2], 1e-6);
    assertEquals(0.27, fit[5], 1e-6);
  }

  @Test
  void wordsAreCentredUnderTheSharesOfTheReference() {
    double[] fitted = {0, 0, 1, 0, 3, 0, 0, 1, 0, 2, 0, 6};
    double[][] shares = {{0.5, 0.5}, {0.5, 0.25, 0.25}};
    PictureWords words = PictureWords.of(SPACE, fitted, shares, new double[] {7, 8});
    assertArrayEquals(new double[] {-1, 0, 1, 0, 0, -1.5, 0, -0.5, 0, 3.5}, words.rows(), 1e-12);
    assertArrayEquals(new double[] {7, 8}, words.centre());
  }

  @Test
  void feedbackCountsForItsOwnGroup() {
    LiveQuality quality = new LiveQuality("bird", List.of("a", "b"));
    double[] scores = new double[4];
    quality.score(new Judgement(1, true, false), scores, 0);
    assertArrayEquals(new double[] {1, 0, Double.NaN, 1}, scores);
    quality.score(new Judgement(0, false, null), scores, 0);
    assertArrayEquals(new double[] {0, Double.NaN, 0, Double.NaN}, scores);
  }

  @Test
  void silenceIsNotScored() {
    double[] scores = new double[2];
    new InputFlow().score(new Arrivals(0, 0), scores, 0);
    assertTrue(Double.isNaN(scores[0]) && Double.isNaN(scores[1]));
    new InputFlow().score(new Arrivals(8, 2), scores, 0);
    assertArrayEquals(new double[] {3, 0.2}, scores, 1e-12);
  }
}
