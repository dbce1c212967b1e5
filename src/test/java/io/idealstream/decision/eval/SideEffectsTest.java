package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SideEffectsTest {

  private static final List<String> METHODS = List.of("words", "plain");
  private static final SideEffects.Factor LIGHT =
      new SideEffects.Factor("light", List.of("day", "night"));
  private static final SideEffects.Factor SIZE =
      new SideEffects.Factor("size", List.of("big", "small"));

  private static final Bootstrap BOOTSTRAP = new Bootstrap(200, 1);

  /** Items of a group of which so many are right; those right by both are as many as can be. */
  private static void add(
      SideEffects of, int truth, int[] values, int items, int words, int plain) {
    for (int i = 0; i < items; i++) {
      of.add(truth, values, Outcome.of(i < words), Outcome.of(i < plain));
    }
  }

  /** Day gains 8 of 80, night loses 10 of 80; the worst group falls from 28 to 20 of 40. */
  private static SideEffects lights() {
    SideEffects of = new SideEffects(METHODS, "plain", 2, List.of(LIGHT, SIZE));
    add(of, 0, new int[] {0, 0}, 40, 36, 30);
    add(of, 1, new int[] {0, -1}, 40, 32, 30);
    add(of, 0, new int[] {1, -1}, 40, 20, 28);
    add(of, 1, new int[] {1, -1}, 40, 30, 32);
    return of;
  }

  @Test
  void theValueThatLosesMostAndTheFactorWhoseGapGrowsMostAreNamed() {
    List<SideEffects.Row> rows = lights().rows(BOOTSTRAP);
    assertEquals(1, rows.size(), "plain is what others are held against");
    SideEffects.Row row = rows.get(0);
    assertEquals("words", row.method());
    assertEquals("light/night", row.accuracyOf());
    assertEquals(-10 / 80.0, row.accuracy().value(), 1e-12);
    assertEquals("light", row.gapOf());
    assertEquals((118 - 120) / 160.0 - (20 - 28) / 40.0, row.gap().value(), 1e-12);
    assertTrue(row.accuracy().isClearLoss(), row.toString());
    assertTrue(row.gap().isClearGain(), row.toString());
    assertFalse(row.accuracy().interval().isAbove(-10 / 80.0), row.toString());
  }

  @Test
  void smallValuesAndFactorsWithOneValueLeftAreNoMatter() {
    SideEffects of = lights();
    add(of, 0, new int[] {-1, 1}, SideEffects.LEAST_ITEMS - 1, 0, 19);
    assertEquals("light/night", of.rows(BOOTSTRAP).get(0).accuracyOf());
    add(of, 0, new int[] {-1, 1}, 1, 0, 1);
    assertEquals("size/small", of.rows(BOOTSTRAP).get(0).accuracyOf());
    assertEquals(-1, of.rows(BOOTSTRAP).get(0).accuracy().value());
  }

  @Test
  void withoutPlainAnswersOrOtherFactorsThereIsNothingToSay() {
    SideEffects alone = new SideEffects(List.of("words"), "plain", 2, List.of(LIGHT));
    alone.add(0, new int[] {0}, Outcome.RIGHT);
    assertEquals(List.of(), alone.rows(BOOTSTRAP));
    assertEquals(List.of(), new SideEffects(METHODS, "plain", 2, List.of()).rows(BOOTSTRAP));
  }

  private record Item(int truth, int[] values, boolean words, boolean plain) {}

  private static double accuracy(List<Item> items, boolean words) {
    return items.stream().filter(item -> words ? item.words : item.plain).count()
        / (double) items.size();
  }

  private static List<Item> of(List<Item> items, int factor, int value) {
    return items.stream().filter(item -> item.values[factor] == value).toList();
  }

  private static double gap(List<Item> items, int factor, boolean words) {
    double worst = 1;
    for (int v = 0; v < 3; v++) {
      for (int w = 0; w < 4; w++) {
        int truth = v;
        List<Item> group = of(items, factor, w).stream().filter(i -> i.truth == truth).toList();
        worst = group.size() < 20 ? worst : Math.min(worst, accuracy(group, words));
      }
    }
    List<Item> known = items.stream().filter(item -> item.values[factor] >= 0).toList();
    return accuracy(known, words) - worst;
  }

  @Test
  void aSecondCountingOfRandomItemsAgrees() {
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 20; trial++) {
      List<SideEffects.Factor> factors = new ArrayList<>();
      for (String name : List.of("a", "b", "c")) {
        factors.add(new SideEffects.Factor(name, List.of("0", "1", "2", "3")));
      }
      SideEffects sideEffects = new SideEffects(METHODS, "plain", 3, factors);
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int[] values = {random.nextInt(4), random.nextInt(-1, 3), random.nextInt(4)};
        int truth = random.nextInt(3);
        boolean words = random.nextDouble() < 0.5 + 0.1 * values[0];
        Item item = new Item(truth, values, words, random.nextDouble() < 0.5 + 0.1 * truth);
        items.add(item);
        sideEffects.add(truth, values, Outcome.of(words), Outcome.of(item.plain));
      }
      double accuracy = 1;
      double gap = -1;
      for (int u = 0; u < 3; u++) {
        for (int w = 0; w < 4; w++) {
          List<Item> of = of(items, u, w);
          accuracy =
              of.size() < 20
                  ? accuracy
                  : Math.min(accuracy, accuracy(of, true) - accuracy(of, false));
        }
        gap = Math.max(gap, gap(items, u, true) - gap(items, u, false));
      }
      SideEffects.Row row = sideEffects.rows(BOOTSTRAP).get(0);
      assertEquals(accuracy, row.accuracy().value(), 1e-12);
      assertEquals(gap, row.gap().value(), 1e-12);
    }
  }
}
