package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.decision.Abstention;
import io.idealstream.decision.FactorAnswer;
import io.idealstream.decision.Gate;
import io.idealstream.decision.Methods;
import io.idealstream.decision.SpaceVectors;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContestTest {

  private static final FactorSpace SPACE =
      FactorSpace.of(Factor.uniform("bird", "land", "water"), Factor.uniform("place", "in", "out"));

  /** By plain prompts the first axis decides, by words the second. */
  private static final SpaceVectors VECTORS =
      SpaceVectors.of(SPACE, 2)
          .withPlain(0, new double[] {1, 0, -1, 0})
          .withWords(
              new double[] {0, 0, 0, 1, 0, -1, 0, 0, 0, 0},
              new boolean[] {true, true, true, true, true});

  private static Contest contest(double temperature, double threshold, Optional<Gate> gate) {
    double[] thresholds = {threshold, threshold};
    return new Contest(
        VECTORS, 0, Methods.all(), new Contest.Terms(2, temperature, thresholds, gate));
  }

  @Test
  void everyMethodAnswersThatTheVectorsSufficeFor() {
    Contest contest = contest(1, 0, Optional.empty());
    assertEquals(List.of("plain", "real-words", "ideal-words", "cleared-words"), contest.methods());
    assertEquals(List.of("pairs", "orth-proj", "orth-cali", "gde", "pareto"), contest.missing());
    List<FactorAnswer> answers = contest.answers(new float[] {0.8f, -0.6f});
    assertEquals(List.of(0, 0, 1, 1), answers.stream().map(FactorAnswer::value).toList());
    assertEquals(
        List.of(false, false, true, true), answers.stream().map(FactorAnswer::debiased).toList());
  }

  /** p = 1 / (1 + exp(-2 s / T)), s half the difference of the scores. */
  @Test
  void probabilitiesOfWordsAreAtTheTemperature() {
    List<FactorAnswer> answers = contest(4, 0, Optional.empty()).answers(new float[] {0.8f, -0.6f});
    double plain = 1 / (1 + Math.exp(-2 * 2 * 0.8));
    double words = 1 / (1 + Math.exp(-2 * 2 * 0.6 / 4));
    assertArrayEquals(new double[] {plain, 1 - plain}, answers.get(0).probabilities(), 1e-7);
    assertArrayEquals(new double[] {1 - words, words}, answers.get(2).probabilities(), 1e-7);
  }

  @Test
  void onlyTheAnswersOfTheJobAreWithheldByThresholdAndGate() {
    Contest unsure = contest(1, 0.95, Optional.empty());
    float[] item = {0.8f, -0.6f};
    FactorAnswer words = unsure.answersGiven(item).get(2);
    assertEquals(Abstention.THRESHOLD, words.abstained());
    assertEquals(FactorAnswer.NONE, words.value());
    assertEquals(0, unsure.answersGiven(item).get(0).value(), "96 in 100 by plain prompts");
    assertEquals(1, unsure.answers(item).get(2).value());
    Gate closed = new Gate(new double[] {0, 1}, new double[] {0, -1}, 0);
    Contest gated = contest(1, 0, Optional.of(closed));
    assertEquals(Abstention.OUTSIDE, gated.answersGiven(item).get(0).abstained());
    assertEquals(Abstention.OUTSIDE, gated.answersGiven(item).get(3).abstained());
    assertEquals(1, gated.answers(item).get(3).value());
  }
}
