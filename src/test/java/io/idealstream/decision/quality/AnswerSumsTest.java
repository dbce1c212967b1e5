package io.idealstream.decision.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import io.idealstream.decision.quality.Temperature.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerSumsTest {

  private static final double[] SURE = {0.75, 0.25};

  private static JudgedAnswer answer(boolean rawRight, Verdict verdict) {
    int truth = verdict == Verdict.WRONG ? 1 : 0;
    return new JudgedAnswer(rawRight, verdict, 0, SURE, truth);
  }

  private static AnswerSums sums(int right, int wrong) {
    AnswerSums sums = AnswerSums.none();
    for (int i = 0; i < right; i++) {
      sums.add(answer(false, Verdict.RIGHT), 1);
    }
    for (int i = 0; i < wrong; i++) {
      sums.add(answer(true, Verdict.WRONG), 1);
    }
    return sums;
  }

  @Test
  void everyMeasureIsThatOfTheTextbook() {
    AnswerSums sums = sums(3, 1);
    assertEquals(4, sums.number());
    assertEquals(0.75, sums.accuracy());
    assertEquals(0.25, sums.rawAccuracy());
    // right: (0.25, 0.25) off; wrong: (0.75, 0.75) off
    assertEquals((3 * 0.125 + 1.125) / 4, sums.brier(), 1e-15);
    assertEquals(-(3 * Math.log(0.75) + Math.log(0.25)) / 4, sums.negativeLogLikelihood(), 1e-15);
    assertEquals(0, sums.calibrationError(), 1e-15, "three in four are right, as was said");
    assertEquals(0.25, sums(2, 2).calibrationError(), 1e-15);
    assertEquals(0, sums.withheld());
  }

  @Test
  void binsAreApartByTheirConfidence() {
    AnswerSums sums = AnswerSums.none();
    // overconfident below, underconfident above: they must not make up for each other
    sums.add(new JudgedAnswer(true, Verdict.WRONG, 0, new double[] {0.6, 0.4}, 1), 1);
    sums.add(new JudgedAnswer(true, Verdict.RIGHT, 0, new double[] {0.7, 0.3}, 0), 2);
    sums.add(new JudgedAnswer(true, Verdict.RIGHT, 0, new double[] {1, 0}, 0), 1);
    assertEquals((0.6 + 2 * 0.3) / 4, sums.calibrationError(), 1e-15);
  }

  @Test
  void withheldAnswersAndThoseBeforeTheFirstWordsAreNeitherRightNorWrong() {
    AnswerSums sums = sums(1, 1);
    sums.add(answer(true, Verdict.WITHHELD), 2);
    sums.add(answer(true, Verdict.NONE), 4);
    assertEquals(0.5, sums.accuracy());
    assertEquals(0.5, sums.withheld());
    assertEquals(7.0 / 8, sums.rawAccuracy());
    assertEquals(2, sums.numberGiven());
    assertEquals(64.0 / 22, sums.number(), 1e-12);
  }

  @Test
  void nothingIsKnownOfNothing() {
    AnswerSums none = AnswerSums.none();
    assertEquals(0, none.number());
    assertEquals(Double.NaN, none.accuracy());
    assertEquals(Double.NaN, none.withheld());
    assertEquals(Double.NaN, none.calibrationError());
  }

  @Test
  void aProbabilityOfZeroIsBadButNotTheEnd() {
    AnswerSums sums = AnswerSums.none();
    sums.add(new JudgedAnswer(false, Verdict.WRONG, 0, new double[] {1, 0}, 1), 1);
    assertEquals(12 * Math.log(10), sums.negativeLogLikelihood(), 1e-9);
    assertEquals(2, sums.brier());
  }

  @Test
  void answersWithoutProbabilitiesAreRightOrWrongAndSayNothingOfCalibration() {
    AnswerSums sums = sums(3, 1);
    double brier = sums.brier();
    sums.add(new JudgedAnswer(true, Verdict.WRONG, 0, new double[0], 1), 4);
    assertEquals(0.375, sums.accuracy());
    assertEquals(brier, sums.brier());
  }

  @Test
  void partsMergeToTheWholeUnderAnyScale() {
    AnswerSums parts = sums(3, 1);
    parts.merge(AnswerSums.of(sums(2, 4).toArray()));
    AnswerSums whole = sums(5, 5);
    assertArrayEquals(whole.toArray(), parts.toArray(), 1e-12);
    parts.scale(0.125);
    assertEquals(10, parts.number());
    assertEquals(whole.accuracy(), parts.accuracy());
    assertEquals(whole.brier(), parts.brier());
    assertThrows(IllegalArgumentException.class, () -> AnswerSums.of(new double[3]));
  }

  private static AnswerSums drawn(Random random, double told, int count, List<Sample> samples) {
    AnswerSums sums = AnswerSums.none();
    for (int i = 0; i < count; i++) {
      double[] p = {0.2 + random.nextDouble(), random.nextDouble(), random.nextDouble()};
      double sum = p[0] + p[1] + p[2];
      double u = random.nextDouble() * sum;
      int truth = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
      double[] said = Temperature.at(1 / told, new double[] {p[0] / sum, p[1] / sum, p[2] / sum});
      samples.add(new Sample(said, truth));
      sums.add(judged(said, truth), 1);
    }
    return sums;
  }

  private static JudgedAnswer judged(double[] p, int truth) {
    return new JudgedAnswer(false, truth == 0 ? Verdict.RIGHT : Verdict.WRONG, 0, p, truth);
  }

  @Test
  void theTemperatureIsThatOfTheBatch() {
    Random random = new Random(3);
    for (double told : new double[] {0.3, 0.8, 1, 1.7, 3, 5}) {
      List<Sample> samples = new ArrayList<>();
      Temperature.Fitted found = drawn(random, told, 2000, samples).temperature().orElseThrow();
      double batch = Temperature.fit(samples);
      assertEquals(batch, found.temperature(), 0.005 * batch, "told at " + told);
      double nll =
          samples.stream()
              .mapToDouble(s -> -Math.log(Temperature.at(batch, s.probabilities())[s.truth()]))
              .average()
              .orElseThrow();
      assertEquals(nll, found.negativeLogLikelihood(), 1e-4);
    }
  }

  @Test
  void theTemperatureHangsNeitherOnOrderNorOnDivisionNorOnScale() {
    List<Sample> samples = new ArrayList<>();
    Temperature.Fitted whole = drawn(new Random(4), 2, 300, samples).temperature().orElseThrow();
    Collections.shuffle(samples, new Random(5));
    AnswerSums[] parts = {AnswerSums.none(), AnswerSums.none(), AnswerSums.none()};
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      parts[i * i % 3].add(judged(sample.probabilities(), sample.truth()), 0.5);
    }
    parts[2].merge(parts[1]);
    parts[2].merge(AnswerSums.of(parts[0].toArray()));
    parts[2].scale(0.25);
    Temperature.Fitted again = parts[2].temperature().orElseThrow();
    assertEquals(whole.temperature(), again.temperature(), 1e-9);
    assertEquals(whole.negativeLogLikelihood(), again.negativeLogLikelihood(), 1e-12);
  }

  @Test
  void aTemperatureBeyondTheRowIsNoFinding() {
    AnswerSums right = AnswerSums.none();
    right.add(judged(new double[] {0.9, 0.1}, 0), 1);
    assertEquals(Optional.empty(), right.temperature());
    AnswerSums wrong = AnswerSums.none();
    wrong.add(judged(new double[] {0.9, 0.1}, 1), 1);
    assertEquals(Optional.empty(), wrong.temperature());
    assertEquals(Optional.empty(), AnswerSums.none().temperature());
  }

  @Test
  void theWorstGroupIsTheWorstOfThoseWithEnoughAnswers() {
    AnswerGroups groups = new AnswerGroups();
    groups.add("good", sums(19, 1));
    groups.add("bad", sums(8, 12));
    groups.add("few", sums(0, 19));
    groups.add(sums(0, 30));
    assertEquals(Optional.of(new AnswerGroups.Worst("bad", 0.4)), groups.worst());
    assertEquals(Optional.of(new AnswerGroups.Worst("good", 0.05)), groups.worstOfRaw());
    assertEquals(27.0 / 89, groups.all().accuracy(), 1e-15);
    groups.add("few", sums(0, 1));
    assertEquals(Optional.of(new AnswerGroups.Worst("few", 0)), groups.worst());
  }

  @Test
  void whereAllGroupsAreSmallNoneIsWorst() {
    AnswerGroups groups = new AnswerGroups();
    groups.add("few", sums(0, 19));
    assertTrue(groups.worst().isEmpty());
    assertTrue(groups.worstOfRaw().isEmpty());
  }
}
