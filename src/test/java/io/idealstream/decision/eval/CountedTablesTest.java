package io.idealstream.decision.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedTablesTest {

  private static final double EXACT = 1e-12;

  /** Of 1,000 draws against 20,000 others. */
  private static final double OF_DRAWS = 0.1;

  private static final List<String> METHODS = List.of("one", "two", "three");
  private static final Bootstrap BOOTSTRAP = new Bootstrap(Bootstrap.DRAWS, 3);

  @Test
  void groupsAreThoseOfNumpy() {
    JsonNode golden = GoldenTables.of("groups");
    GroupTable table = new GroupTable(METHODS, List.of("a", "b", "c", "d"));
    for (int item = 0; item < golden.get("groups").size(); item++) {
      Outcome[] outcomes =
          GoldenTables.list(golden.get("outcomes").get(item)).stream()
              .map(outcome -> Outcome.values()[outcome.asInt()])
              .toArray(Outcome[]::new);
      table.add(golden.get("groups").get(item).asInt(), outcomes);
    }
    assertEquals(195, table.items());
    List<GroupTable.Row> rows = table.rows(BOOTSTRAP);
    for (int m = 0; m < METHODS.size(); m++) {
      GroupTable.Row row = rows.get(m);
      assertEquals(METHODS.get(m), row.method());
      List<Estimate> found =
          new ArrayList<>(List.of(row.worst(), row.average(), row.gap(), row.withheld()));
      row.groups().forEach(group -> found.add(group.accuracy()));
      compare(golden.get("expected").get(m), found);
      assertEquals(
          row.worst().value(),
          row.groups().stream()
              .filter(group -> group.name().equals(row.worstGroup()))
              .findAny()
              .orElseThrow()
              .accuracy()
              .value());
    }
    assertEquals(
        List.of(60, 15, 20, 90), rows.get(0).groups().stream().map(g -> g.items()).toList());
  }

  /** 20 of 20 is no certainty; the worst of two groups is less sure than either alone. */
  @Test
  void intervalsKnowSmallNumbersAndThatTheWorstWasChosen() {
    GroupTable table = new GroupTable(List.of("one"), List.of("a", "b"));
    for (int i = 0; i < 20; i++) {
      table.add(0, Outcome.RIGHT);
      table.add(1, Outcome.of(i < 19));
    }
    GroupTable.Row row = table.rows(BOOTSTRAP).get(0);
    assertEquals(0.8389, row.groups().get(0).accuracy().interval().low(), 1e-4);
    assertEquals(1, row.groups().get(0).accuracy().interval().high());
    assertEquals(0.7639, row.groups().get(1).accuracy().interval().low(), 1e-4);
    assertEquals(0.9911, row.groups().get(1).accuracy().interval().high(), 1e-4);
    // Wilson at z = 2.2365, two intervals that hold together at 95 %
    assertEquals(0.7273, row.worst().interval().low(), 1e-3);
    assertEquals(0.9927, row.worst().interval().high(), 1e-3);
    assertEquals(0.8712, row.average().interval().low(), 1e-3);
    assertEquals(0, row.gap().interval().low());
    assertTrue(row.gap().interval().high() > 0.1);
  }

  /** The least of the groups' true shares lies inside at least as often as is promised. */
  @Test
  void theWorstGroupLiesInItsInterval() {
    double[] truth = {0.9, 0.6, 0.65, 0.62};
    int[] sizes = {100, 12, 15, 20};
    java.util.SplittableRandom random = new java.util.SplittableRandom(4);
    Bootstrap few = new Bootstrap(2, 1);
    int trials = 1000;
    int inside = 0;
    for (int trial = 0; trial < trials; trial++) {
      GroupTable table = new GroupTable(List.of("one"), List.of("a", "b", "c", "d"));
      for (int g = 0; g < truth.length; g++) {
        for (int i = 0; i < sizes[g]; i++) {
          table.add(g, Outcome.of(random.nextDouble() < truth[g]));
        }
      }
      var of = table.rows(few).get(0).worst().interval();
      inside += of.low() <= 0.6 && 0.6 <= of.high() ? 1 : 0;
    }
    assertTrue(inside >= 0.94 * trials, inside + " of " + trials);
  }

  @Test
  void compositionsAreThoseOfNumpy() {
    JsonNode golden = GoldenTables.of("composition");
    CompositionTable table = new CompositionTable(METHODS, List.of("color", "object"));
    for (JsonNode item : golden.get("right")) {
      boolean[][] right = new boolean[3][2];
      for (int m = 0; m < 3; m++) {
        right[m][0] = item.get(m).get(0).asBoolean();
        right[m][1] = item.get(m).get(1).asBoolean();
      }
      table.add(right);
    }
    List<CompositionTable.Row> rows = table.rows(BOOTSTRAP);
    for (int m = 0; m < METHODS.size(); m++) {
      List<Estimate> found = new ArrayList<>(List.of(rows.get(m).all()));
      found.addAll(rows.get(m).factors());
      compare(golden.get("expected").get(m), found);
    }
  }

  private static void compare(JsonNode expected, List<Estimate> found) {
    assertEquals(expected.size(), found.size());
    for (int s = 0; s < found.size(); s++) {
      assertEquals(expected.get(s).get("value").asDouble(), found.get(s).value(), EXACT);
      double error = expected.get(s).get("error").asDouble();
      assertEquals(error, found.get(s).standardError(), OF_DRAWS * error, "statistic " + s);
    }
  }

  @Test
  void neitherTheOrderOfItemsNorAnotherRunAltersARow() {
    GroupTable forwards = new GroupTable(List.of("one"), List.of("a", "b"));
    GroupTable backwards = new GroupTable(List.of("one"), List.of("a", "b"));
    for (int i = 0; i < 50; i++) {
      forwards.add(i % 2, Outcome.of(i % 3 == 0));
      backwards.add((49 - i) % 2, Outcome.of((49 - i) % 3 == 0));
    }
    assertEquals(forwards.rows(BOOTSTRAP), backwards.rows(BOOTSTRAP));
    assertEquals(forwards.rows(BOOTSTRAP), forwards.rows(BOOTSTRAP));
  }

  @Test
  void whatNoItemSaysAnythingOfIsNoNumber() {
    GroupTable table = new GroupTable(List.of("one"), List.of("a", "b"));
    GroupTable.Row nothing = table.rows(BOOTSTRAP).get(0);
    assertTrue(Double.isNaN(nothing.worst().value()) && Double.isNaN(nothing.average().value()));
    assertNull(nothing.worstGroup());
    table.add(1, Outcome.WRONG);
    table.add(0, Outcome.WITHHELD);
    GroupTable.Row row = table.rows(BOOTSTRAP).get(0);
    assertEquals("b", row.worstGroup());
    assertEquals(0.5, row.withheld().value());
    assertTrue(Double.isNaN(row.groups().get(0).accuracy().value()));
  }

  @Test
  void answersOfAnotherTableAreRefused() {
    GroupTable table = new GroupTable(List.of("one"), List.of("a"));
    assertThrows(IllegalArgumentException.class, () -> table.add(1, Outcome.RIGHT));
    assertThrows(IllegalArgumentException.class, () -> table.add(0));
    CompositionTable compositions = new CompositionTable(List.of("one"), List.of("color"));
    assertThrows(IllegalArgumentException.class, () -> compositions.add(new boolean[1][2]));
    assertThrows(IllegalArgumentException.class, () -> compositions.add(new boolean[2][1]));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, 1));
  }
}
