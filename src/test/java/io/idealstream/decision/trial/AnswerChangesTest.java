package io.idealstream.decision.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.trial.AnswerChanges.Example;
import io.idealstream.decision.trial.AnswerChanges.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerChangesTest {

  private final AnswerChanges changes = new AnswerChanges();

  @Test
  void aLabelChangesWhereItsValueDoesAndWhereOneGivesNone() {
    changes.add("a", "1", one("land", 0.5), one("land", 0.75));
    changes.add("a", "2", one("land", 0.5), one("water", 0.75));
    changes.add("b", "3", one("land", 0.5), withheld("threshold"));
    changes.add("b", "4", withheld("outside"), one("water", 0.75));
    changes.add("b", "5", withheld("outside"), withheld("threshold"));
    assertEquals(new Share(5, 3), changes.all());
    assertEquals(0.6, changes.all().value());
    assertEquals(Map.of("a", new Share(2, 1), "b", new Share(3, 2)), changes.feeds());
    assertEquals(1, changes.abstainedAnew());
    assertEquals(1, changes.abstainedNoMore());
    assertEquals(1, changes.abstainedByBoth());
    assertEquals(2, changes.probable());
    assertEquals(0.25, changes.probabilityGained());
    assertEquals(
        List.of(
            Map.entry(new Move("(outside)", "water"), 1L),
            Map.entry(new Move("land", "(threshold)"), 1L),
            Map.entry(new Move("land", "water"), 1L)),
        changes.moves());
    assertEquals(
        List.of(
            new Example("a", "2", "land", "water"),
            new Example("b", "3", "land", "(threshold)"),
            new Example("b", "4", "(outside)", "water")),
        changes.examples());
  }

  @Test
  void ofManyValuesEachThatHoldsNoMoreOrAnewIsCounted() {
    changes.add("a", "1", many("sea", "wood"), many("sea", "hill"));
    changes.add("a", "2", many("sea"), many());
    changes.add("a", "3", many(), many());
    assertEquals(new Share(3, 2), changes.all());
    assertEquals(
        List.of(
            Map.entry(new Move("none", "hill"), 1L),
            Map.entry(new Move("sea", "none"), 1L),
            Map.entry(new Move("wood", "none"), 1L)),
        changes.moves());
    assertEquals(
        List.of(
            new Example("a", "1", "sea, wood", "hill, sea"), new Example("a", "2", "sea", "none")),
        changes.examples());
    assertTrue(Double.isNaN(changes.probabilityGained()));
  }

  @Test
  void supportIsThatOfTheAverageItem() {
    changes.add("a", "1", TrialAnswer.of("x", null, 0.5, 10), TrialAnswer.of("x", null, 0.5, 1));
    changes.add("a", "2", TrialAnswer.of("x", null, 0.5, 20), TrialAnswer.of("x", null, 0.5, 2));
    assertEquals(15, changes.liveSupport());
    assertEquals(1.5, changes.trialSupport());
  }

  @Test
  void examplesAreAFewWhateverTheOrder() {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      items.add(i);
    }
    items.forEach(i -> changes.add("a", "i-" + i, one("x", 1), one("y", 1)));
    AnswerChanges shuffled = new AnswerChanges();
    Collections.shuffle(items, new Random(3));
    items.forEach(i -> shuffled.add("a", "i-" + i, one("x", 1), one("y", 1)));
    assertEquals(Examples.MOST, new HashSet<>(changes.examples()).size());
    assertEquals(changes.examples(), shuffled.examples());
  }

  private static TrialAnswer one(String value, double probability) {
    return TrialAnswer.of(value, null, probability, 0);
  }

  private static TrialAnswer withheld(String why) {
    return TrialAnswer.of(null, why, Double.NaN, 0);
  }

  private static TrialAnswer many(String... values) {
    return TrialAnswer.ofMany(List.of(values), null, 0);
  }
}
