package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.eval.Advice.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 1);
  private static final Chance EVEN = Chance.of(new int[] {30, 30});

  /**
   * A table of four groups with as many items each.
   *
   * @param right [methods][groups]; the first so many items of a group are the right ones
   */
  private static GroupTable table(List<String> methods, int items, int[]... right) {
    GroupTable table = new GroupTable(methods, List.of("a/x", "a/y", "b/x", "b/y"));
    for (int group = 0; group < 4; group++) {
      for (int i = 0; i < items; i++) {
        Outcome[] outcomes = new Outcome[methods.size()];
        for (int m = 0; m < outcomes.length; m++) {
          outcomes[m] = Outcome.of(i < right[m][group]);
        }
        table.add(group, outcomes);
      }
    }
    return table;
  }

  private static Advice advice(int items, int[] plain, int[] ideal) {
    return advice(table(List.of("plain", "ideal-words"), items, plain, ideal)).orElseThrow();
  }

  private static Optional<Advice> advice(GroupTable table) {
    List<GroupTable.Row> rows = table.rows(BOOTSTRAP);
    boolean plain = rows.get(0).method().equals("plain");
    List<Comparison> against = plain ? table.against("plain", BOOTSTRAP) : List.of();
    return table.advice(rows, against, EVEN, BOOTSTRAP);
  }

  /** 0 and 50 percent, which is chance, against 20 and 75: the worst group alone hides the gain. */
  @Test
  void theAverageCountsBesideTheWorstGroup() {
    Advice advice = advice(15, new int[] {15, 0, 15, 0}, new int[] {15, 3, 15, 12});
    assertEquals(Verdict.BETTER, advice.verdict());
    assertEquals("ideal-words", advice.row().method());
    Comparison than = advice.against().orElseThrow();
    assertEquals(0.25, than.average().value(), 1e-12);
    assertEquals(0.2, than.worst().value(), 1e-12);
    assertTrue(than.average().isClearGain());
    assertTrue(advice.beatsChance());
  }

  @Test
  void aGainInTheWorstGroupAtThePriceOfTheAverageIsATrade() {
    Advice advice = advice(200, new int[] {200, 100, 200, 200}, new int[] {150, 150, 150, 150});
    assertEquals(Verdict.TRADE, advice.verdict());
    assertTrue(advice.against().orElseThrow().average().isClearLoss());
  }

  @Test
  void aSmallGainIsNotBoughtAtAGreaterPrice() {
    Advice advice = advice(500, new int[] {500, 200, 500, 500}, new int[] {350, 250, 350, 350});
    assertEquals(Verdict.KEEP, advice.verdict(), "10 points gained, 16 lost");
    assertEquals("plain", advice.row().method());
    assertEquals(Optional.empty(), advice.against());
  }

  @Test
  void whatMayBeChanceIsNoGain() {
    Advice advice = advice(10, new int[] {8, 6, 8, 6}, new int[] {8, 7, 8, 7});
    assertEquals(Verdict.KEEP, advice.verdict());
    assertTrue(advice.beatsChance());
    assertFalse(advice(10, new int[] {5, 5, 5, 5}, new int[] {5, 6, 5, 5}).beatsChance());
  }

  @Test
  void theBestOfTheBetterOnesIsTakenAndThoseLevelWithItAreNamed() {
    Advice advice =
        advice(
                table(
                    List.of("plain", "pairs", "ideal-words", "gde"),
                    100,
                    new int[] {90, 20, 90, 80},
                    new int[] {90, 45, 90, 80},
                    new int[] {90, 70, 90, 80},
                    new int[] {90, 71, 89, 80}))
            .orElseThrow();
    assertEquals("gde", advice.row().method());
    assertEquals(List.of("ideal-words"), advice.level());
  }

  @Test
  void withoutThePlainPromptsTheBestOfTheOthersIsTaken() {
    Advice advice = advice(table(List.of("ideal-words"), 10, new int[] {9, 9, 9, 8})).orElseThrow();
    assertEquals(Verdict.BEST, advice.verdict());
    GroupTable alone = table(List.of("plain"), 10, new int[] {9, 9, 9, 8});
    assertEquals(Optional.empty(), advice(alone));
  }

  @Test
  void chanceIsTheMostFrequentValueOnAverageAndAGuessInAGroup() {
    Chance chance = Chance.of(new int[] {10, 70, 20});
    assertEquals(0.7, chance.constant(), 1e-12);
    assertEquals(1 / 3.0, chance.guess(), 1e-12);
  }
}
