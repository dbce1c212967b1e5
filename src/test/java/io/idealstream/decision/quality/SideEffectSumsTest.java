package io.idealstream.decision.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.quality.JudgedAnswer.Verdict;
import org.junit.jupiter.api.Test;

class SideEffectSumsTest {

  /** Answers of which so many are right; each weighs as much as was asked. */
  private static AnswerSums sums(int items, int debiased, int raw, double weight) {
    AnswerSums sums = AnswerSums.none();
    for (int i = 0; i < items; i++) {
      Verdict verdict = i < debiased ? Verdict.RIGHT : Verdict.WRONG;
      sums.add(new JudgedAnswer(i < raw, verdict, 0, new double[0], 0), weight);
    }
    return sums;
  }

  private static SideEffectSums lights(double weight) {
    SideEffectSums of = new SideEffectSums();
    of.add("light", "day", "a", sums(40, 36, 30, weight));
    of.add("light", "day", "b", sums(40, 32, 30, weight));
    of.add("light", "night", "a", sums(40, 20, 28, weight));
    of.add("light", "night", "b", sums(40, 30, 32, weight));
    return of;
  }

  @Test
  void theValueThatLosesMostAndTheFactorWhoseGapGrowsMostAreNamed() {
    for (double weight : new double[] {1, 0.125}) {
      SideEffectSums of = lights(weight);
      assertEquals("light/night", of.accuracy().orElseThrow().of());
      assertEquals(-10 / 80.0, of.accuracy().orElseThrow().change(), 1e-12);
      assertEquals("light", of.gap().orElseThrow().of());
      assertEquals((118 - 120) / 160.0 - (20 - 28) / 40.0, of.gap().orElseThrow().change(), 1e-12);
    }
  }

  @Test
  void smallValuesAndFactorsWithOneValueLeftAreNoMatter() {
    SideEffectSums of = lights(1);
    of.add("size", "big", "a", sums(40, 40, 40, 1));
    of.add("size", "small", "a", sums(19, 0, 19, 1));
    assertEquals("light/night", of.accuracy().orElseThrow().of());
    of.add("size", "small", "a", sums(1, 0, 1, 1));
    assertEquals("size/small", of.accuracy().orElseThrow().of());
    assertEquals("size", of.gap().orElseThrow().of());
    assertEquals(40 / 60.0, of.gap().orElseThrow().change(), 1e-12, "from 0 to 2 of 3");
    assertTrue(new SideEffectSums().accuracy().isEmpty());
    assertTrue(new SideEffectSums().gap().isEmpty());
  }
}
