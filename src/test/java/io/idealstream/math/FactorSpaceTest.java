package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactorSpaceTest {

  private final FactorSpace space =
      FactorSpace.of(
          Factor.uniform("color", "blue", "red"),
          new Factor("object", List.of("car", "house", "tea"), List.of(0.5, 0.3, 0.2)));

  @Test
  void rowsStartWithTheCentre() {
    assertEquals(6, space.rows());
    assertEquals(1, space.row(0, 0));
    assertEquals(3, space.row(1, 0));
    assertEquals(5, space.row(1, 2));
    assertEquals(4, space.fullRank());
  }

  @Test
  void cellsAreCountedWithTheLastFactorFastest() {
    assertEquals(6, space.cells());
    assertEquals(space.cell("blue", "tea"), space.cellAt(2));
    assertEquals(space.cell("red", "car"), space.cellAt(3));
    assertThrows(IndexOutOfBoundsException.class, () -> space.cellAt(6));
    assertThrows(IndexOutOfBoundsException.class, () -> space.cellAt(-1));
  }

  @Test
  void aTrillionCellsAreOnlyANumber() {
    assertEquals(1_000_000_000_000L, Spaces.of(100, 100, 100, 100, 100, 100).cells());
    int[] many = new int[10];
    Arrays.fill(many, 100);
    assertEquals(Long.MAX_VALUE, Spaces.of(many).cells());
  }

  @Test
  void theWeightOfACellIsTheProductOfItsValues() {
    assertEquals(0.15, space.weight(space.cell("red", "house")), 1e-15);
  }

  @Test
  void weightsThatSumToOneOnlyRoughlyAreMadeExact() {
    FactorSpace thirds =
        FactorSpace.of(
            new Factor("a", List.of("x", "y", "z"), List.of(0.3333333, 0.3333333, 0.3333333)));
    assertEquals(1.0 / 3, thirds.weight(0, 1), 1e-15);
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    List<Factor> factors =
        List.of(
            new Factor("", List.of("x"), List.of(1.0)),
            new Factor("a", List.of(), List.of()),
            new Factor("a", List.of("x", "x", " "), List.of(0.5, 0.3)),
            new Factor("b", List.of("x", "y"), List.of(0.0, Double.NaN)),
            new Factor("c", List.of("x", "y"), List.of(0.5, 0.4)));
    InvalidFactorSpaceException refusal =
        assertThrows(InvalidFactorSpaceException.class, () -> FactorSpace.of(factors));
    assertEquals(
        List.of(
            "a factor has a blank name",
            "factor 'a' has no values",
            "factor 'a' comes twice",
            "factor 'a' has the value 'x' twice",
            "factor 'a' has a value with a blank name",
            "factor 'a' needs a weight for each value, 3 in all, and has 2",
            "factor 'b' weighs 'x' by 0.0, expected above 0 and at most 1",
            "factor 'b' weighs 'y' by NaN, expected above 0 and at most 1",
            "factor 'c' has weights that sum to 0.9, expected 1"),
        refusal.problems());
    assertTrue(FactorSpace.problems(List.of()).get(0).contains("at least one factor"));
  }

  @Test
  void unknownNamesAreRefusedWithTheKnownOnes() {
    assertEquals(
        "factor 'color' has no value 'green'; it has blue, red",
        assertThrows(IllegalArgumentException.class, () -> space.cell("green", "car"))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> space.cell("blue"));
    assertThrows(IllegalArgumentException.class, () -> space.factorIndex("shape"));
    assertThrows(IllegalArgumentException.class, () -> space.check(Cell.of(0, 3)));
    assertThrows(IllegalArgumentException.class, () -> space.check(Cell.of(0, -1)));
    assertThrows(IllegalArgumentException.class, () -> space.check(Cell.of(0)));
  }

  @Test
  void spacesAreEqualIfNamesOrderAndWeightsAre() {
    assertEquals(Spaces.of(2, 3), Spaces.of(2, 3));
    assertTrue(!Spaces.of(2, 3).equals(Spaces.of(3, 2)));
  }
}
