package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PromptDesignTest {

  private static int rank(FactorSpace space, List<Cell> cells) {
    CellSums sums = new CellSums(space, Anchor.origin(1));
    cells.forEach(cell -> sums.add(cell, new double[] {1}, 1));
    return Weighting.CELLS.fit(sums).rank();
  }

  /** Counts of each value of a factor. */
  private static int[] uses(FactorSpace space, int factor, List<Cell> cells) {
    int[] uses = new int[space.values(factor)];
    cells.forEach(cell -> uses[cell.value(factor)]++);
    return uses;
  }

  private static int spread(int[] counts) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int count : counts) {
      least = Math.min(least, count);
      most = Math.max(most, count);
    }
    return most - least;
  }

  /** Sum over pairs of values of different factors of their squared number of meetings. */
  private static double unevenness(FactorSpace space, List<Cell> cells) {
    double sum = 0;
    for (int i = 0; i < space.factors(); i++) {
      for (int j = 0; j < i; j++) {
        double[] meetings = new double[space.values(i) * space.values(j)];
        for (Cell cell : cells) {
          meetings[cell.value(i) * space.values(j) + cell.value(j)]++;
        }
        for (double meeting : meetings) {
          sum += meeting * meeting;
        }
      }
    }
    return sum;
  }

  @Test
  void everySizeFromTheSmallestOnDeterminesEveryWord() {
    Random random = new Random(1);
    for (int trial = 0; trial < 150; trial++) {
      FactorSpace space = Spaces.random(random, 1 + random.nextInt(5), 7);
      int size = space.fullRank() + random.nextInt(20);
      List<Cell> cells = PromptDesign.of(space, size, random.nextLong());
      assertEquals(Math.min(size, space.cells()), cells.size());
      assertEquals(cells.size(), new HashSet<>(cells).size(), "no cell comes twice");
      assertEquals(space.fullRank(), rank(space, cells), space + " in " + size);
    }
  }

  @Test
  void aTrillionCellsAreDeterminedByAFewHundred() {
    FactorSpace space = Spaces.of(100, 100, 100, 100, 100, 100);
    assertEquals(595, rank(space, PromptDesign.of(space, 595, 3)));
  }

  @Test
  void evenTheFewestCellsKeepTheNoiseOfWordsSmall() {
    FactorSpace space = Spaces.of(30, 30, 30, 30);
    for (int size : new int[] {117, 120, 140, 180, 234}) {
      Moments moments = new Moments(space, Anchor.origin(1));
      PromptDesign.of(space, size, 2).forEach(cell -> moments.add(cell, new double[1], 1));
      LeastSquares fit = LeastSquares.fit(moments);
      assertTrue(fit.words().estimable());
      Uncertainty uncertainty = fit.uncertainty();
      for (int i = 0; i < space.factors(); i++) {
        for (int v = 0; v < space.values(i); v++) {
          double variance = uncertainty.relativeVariance(i, v);
          assertTrue(variance < 20, size + " cells: variance " + variance);
        }
      }
    }
  }

  @Test
  void valuesComeEquallyOftenAndPairsNearlySo() {
    FactorSpace space = Spaces.of(40, 40, 25, 10);
    for (int size : new int[] {400, 1200, 1333}) {
      List<Cell> cells = PromptDesign.of(space, size, 5);
      for (int i = 0; i < space.factors(); i++) {
        assertTrue(spread(uses(space, i, cells)) <= 1, size + " cells, factor " + i);
      }
      double even = 0;
      for (int i = 0; i < space.factors(); i++) {
        for (int j = 0; j < i; j++) {
          int pairs = space.values(i) * space.values(j);
          int each = size / pairs;
          int more = size % pairs;
          even += (pairs - more) * (double) each * each + more * (each + 1.0) * (each + 1);
        }
      }
      List<Cell> random = new ArrayList<>();
      Random source = new Random(6);
      for (int n = 0; n < size; n++) {
        random.add(space.cellAt((long) (source.nextDouble() * space.cells())));
      }
      double ours = unevenness(space, cells) - even;
      double theirs = unevenness(space, random) - even;
      assertTrue(ours < 0.15 * theirs, size + " cells: " + ours + " against " + theirs);
    }
  }

  @Test
  void theSeedDecidesEverything() {
    FactorSpace space = Spaces.of(9, 8, 7);
    assertEquals(PromptDesign.of(space, 60, 1), PromptDesign.of(space, 60, 1));
    assertNotEquals(PromptDesign.of(space, 60, 1), PromptDesign.of(space, 60, 2));
  }

  @Test
  void nearlyAllCellsAreAsGoodAsAll() {
    FactorSpace space = Spaces.of(3, 4, 2);
    assertEquals(23, new HashSet<>(PromptDesign.of(space, 23, 1)).size());
    assertEquals(Spaces.all(space), PromptDesign.of(space, 24, 1));
    assertEquals(Spaces.all(space), PromptDesign.of(space, 1000, 1));
  }

  @Test
  void fewerCellsThanTheRankAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PromptDesign.of(Spaces.of(3, 4), 5, 1))
            .getMessage();
    assertTrue(message.contains("at least 6"), message);
  }
}
