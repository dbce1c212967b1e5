package io.idealstream.decision.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.eval.Outcome;
import io.idealstream.decision.trial.GroupChanges.Effect;
import io.idealstream.decision.trial.PairedOutcomes.Side;
import io.idealstream.math.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupChangesTest {

  private record Item(String group, Outcome live, Outcome trial) {}

  private final GroupChanges changes = new GroupChanges();

  @Test
  void everyNumberIsThatOfTheListOfItems() {
    List<Item> items = new ArrayList<>();
    Random random = new Random(5);
    Outcome[] outcomes = Outcome.values();
    for (int i = 0; i < 400; i++) {
      String group = i % 5 == 0 ? null : "g" + i % 3;
      items.add(new Item(group, outcomes[random.nextInt(3)], outcomes[random.nextInt(3)]));
    }
    items.forEach(item -> changes.add(item.group, item.live, item.trial));
    assertSame(items, changes.all());
    assertEquals(3, changes.groups().size());
    changes
        .groups()
        .forEach(
            (group, outcomesOfGroup) ->
                assertSame(
                    items.stream().filter(item -> group.equals(item.group)).toList(),
                    outcomesOfGroup));
  }

  private static void assertSame(List<Item> items, PairedOutcomes found) {
    assertEquals(items.size(), found.items());
    for (Outcome outcome : Outcome.values()) {
      assertEquals(
          items.stream().filter(item -> item.live == outcome).count(),
          found.of(Side.LIVE, outcome));
      assertEquals(
          items.stream().filter(item -> item.trial == outcome).count(),
          found.of(Side.TRIAL, outcome));
    }
    long right = items.stream().filter(item -> item.trial == Outcome.RIGHT).count();
    long given = items.stream().filter(item -> item.trial != Outcome.WITHHELD).count();
    assertEquals((double) right / given, found.accuracy(Side.TRIAL));
    assertEquals(WilsonInterval.of(right, given, 0.95), found.interval(Side.TRIAL));
    assertEquals(
        items.stream()
            .filter(item -> item.live == Outcome.WRONG && item.trial == Outcome.RIGHT)
            .count(),
        found.wrongToRight());
    assertEquals(
        items.stream()
            .filter(item -> item.live == Outcome.RIGHT && item.trial == Outcome.WRONG)
            .count(),
        found.rightToWrong());
  }

  /** Ten for the better and none for the worse: p is 2/1024; eight: 2/256. */
  @Test
  void aGroupGainsOrLosesWhereChanceDoesNotExplainIt() {
    add("gains", 10, Outcome.WRONG, Outcome.RIGHT);
    add("loses", 10, Outcome.RIGHT, Outcome.WRONG);
    add("same", 50, Outcome.RIGHT, Outcome.RIGHT);
    add("withheld", 50, Outcome.RIGHT, Outcome.WITHHELD);
    add("few", 6, Outcome.WRONG, Outcome.RIGHT);
    assertEquals(2 / 1024.0, changes.groups().get("gains").p(), 1e-15);
    assertEquals(Effect.GAINS, changes.effect("gains"));
    assertEquals(Effect.LOSES, changes.effect("loses"));
    assertEquals(Effect.NOT_CLEAR, changes.effect("same"));
    assertEquals(Effect.NOT_CLEAR, changes.effect("withheld"));
    assertTrue(changes.groups().get("few").p() < GroupChanges.LEVEL, "clear by itself");
    assertEquals(Effect.NOT_CLEAR, changes.effect("few"), "one of five");
    assertEquals(Effect.NOT_CLEAR, changes.effect());
    assertTrue(Double.isNaN(changes.groups().get("withheld").accuracy(Side.TRIAL)));
  }

  @Test
  void theWorstGroupOfASideIsOneWithEnoughAnswersOfIt() {
    add("a", 15, Outcome.RIGHT, Outcome.WRONG);
    add("a", 5, Outcome.WRONG, Outcome.RIGHT);
    add("b", 10, Outcome.RIGHT, Outcome.RIGHT);
    add("b", 9, Outcome.WRONG, Outcome.WITHHELD);
    assertEquals(Optional.of("a"), changes.worst(Side.LIVE), "b has 19 answers");
    add("b", 1, Outcome.WRONG, Outcome.WITHHELD);
    assertEquals(Optional.of("b"), changes.worst(Side.LIVE));
    assertEquals(Optional.of("a"), changes.worst(Side.TRIAL));
    assertEquals(Optional.empty(), new GroupChanges().worst(Side.LIVE));
  }

  private void add(String group, int items, Outcome live, Outcome trial) {
    for (int i = 0; i < items; i++) {
      changes.add(group, live, trial);
    }
  }
}
