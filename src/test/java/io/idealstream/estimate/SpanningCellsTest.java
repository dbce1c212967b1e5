package io.idealstream.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.Decayed;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.VectorSum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanningCellsTest {

  private static final ForwardDecay NEVER = ForwardDecay.none();
  private static final ForwardDecay SECOND = ForwardDecay.withHalfLife(Duration.ofSeconds(1));

  private static FactorSpace space(int... sizes) {
    return FactorSpace.of(
        IntStream.range(0, sizes.length)
            .mapToObj(
                i ->
                    Factor.uniform(
                        "f" + i, IntStream.range(0, sizes[i]).mapToObj(v -> "v" + v).toList()))
            .toList());
  }

  private static String name(Cell cell) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cell.factors(); i++) {
      values.put("f" + i, "v" + cell.value(i));
    }
    return CellName.of(values);
  }

  private static Cell cell(FactorSpace space, String name) {
    return space.cell(List.copyOf(CellName.values(name).values()));
  }

  /** Few cells of many, with few common values and many rare ones. */
  private static List<Cell> cells(Random random, FactorSpace space) {
    List<Cell> cells = new ArrayList<>();
    for (int n = 1 + random.nextInt(2 * space.rows()); n > 0; n--) {
      cells.add(
          Cell.of(
              IntStream.range(0, space.factors())
                  .map(i -> (int) (space.values(i) * Math.pow(random.nextDouble(), 2.5)))
                  .toArray()));
    }
    return cells;
  }

  private static Map<String, Decayed<VectorSum>> sums(
      ForwardDecay decay, long time, Collection<Cell> cells) {
    Map<String, Decayed<VectorSum>> sums = new TreeMap<>();
    for (Cell cell : cells) {
      Decayed<VectorSum> event = Forgetting.nothing(decay, 2, time);
      event.sums().add(new float[] {1, 2}, event.weightAt(time));
      Marginals.merge(sums, name(cell), event);
    }
    return sums;
  }

  private static Map<String, Decayed<VectorSum>> spanning(Collection<Cell> cells) {
    Map<String, Decayed<VectorSum>> spanning = SpanningCells.of(sums(NEVER, 0, cells));
    SpanningCells.thin(spanning, NEVER);
    return spanning;
  }

  private static FactorSpace random(Random random, int factors) {
    return space(IntStream.range(0, factors).map(i -> 2 + random.nextInt(6)).toArray());
  }

  @Test
  void theSameCellsAreKeptInAnyOrderAndAnySplit() {
    Random random = new Random(31);
    for (int trial = 0; trial < 150; trial++) {
      FactorSpace space = random(random, 3 + trial % 3);
      List<Cell> cells = cells(random, space);
      Set<String> once = spanning(cells).keySet();
      assertTrue(once.size() <= space.fullRank());

      Collections.shuffle(cells, random);
      Map<String, Decayed<VectorSum>> merged = new TreeMap<>();
      for (int from = 0; from < cells.size(); from += 5) {
        List<Cell> part = cells.subList(from, Math.min(from + 5, cells.size()));
        spanning(part).forEach((name, sum) -> Marginals.merge(merged, name, sum));
        if (random.nextBoolean()) {
          SpanningCells.thin(merged, NEVER);
        }
      }
      SpanningCells.thin(merged, NEVER);
      assertEquals(once, merged.keySet());
    }
  }

  /** Folded moments, which know of no other cells than those. */
  private static IdealWords folded(Moments all, Collection<Cell> cells) {
    FactorSpace space = all.space();
    Moments moments = new Moments(space, all.anchor());
    for (int row = 0; row < space.rows(); row++) {
      moments.mergeRow(row, all.row(row));
    }
    for (int i = 1; i < space.factors(); i++) {
      for (int high = space.row(i, 0); high < space.row(i, 0) + space.values(i); high++) {
        for (int low = 1; low < space.row(i, 0); low++) {
          moments.mergePair(high, low, all.weight(high, low), all.squaredWeight(high, low));
        }
      }
    }
    cells.forEach(moments::see);
    return LeastSquares.fit(moments).words();
  }

  private static void assertSameStructure(FactorSpace space, List<Cell> cells, List<Cell> asked) {
    Moments all = new Moments(space, Anchor.origin(2));
    Random random = new Random(cells.size());
    for (Cell cell : cells) {
      all.add(cell, random.doubles(2, -1, 1).toArray(), 0.5 + random.nextDouble());
    }
    List<Cell> kept = spanning(cells).keySet().stream().map(name -> cell(space, name)).toList();
    IdealWords exact = LeastSquares.fit(all).words();
    IdealWords found = folded(all, kept);
    assertEquals(exact.rank(), kept.size());
    assertEquals(exact.rank(), found.rank());
    assertEquals(exact.hasCentre(), found.hasCentre());
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        assertEquals(exact.classOf(i, v), found.classOf(i, v));
        assertEquals(exact.hasWord(i, v), found.hasWord(i, v));
      }
    }
    for (Cell cell : asked) {
      assertEquals(exact.hasApproximation(cell), found.hasApproximation(cell));
    }
  }

  @Test
  void thoseKeptSayWhatAllOfThemSay() {
    Random random = new Random(32);
    for (int trial = 0; trial < 150; trial++) {
      FactorSpace space = random(random, 3 + trial % 3);
      List<Cell> asked = cells(random, space);
      assertSameStructure(space, cells(random, space), asked);
    }
  }

  /** Where pairs of values mislead. */
  @Test
  void cellsOfValuesAloneAndBlocksThatShareAFactorAreTold() {
    FactorSpace alone = space(2, 2, 3);
    List<Cell> cells =
        List.of(Cell.of(0, 0, 0), Cell.of(0, 1, 1), Cell.of(1, 0, 1), Cell.of(1, 1, 2));
    assertEquals(4, spanning(cells).size());
    List<Cell> all = IntStream.range(0, 12).mapToObj(alone::cellAt).toList();
    assertSameStructure(alone, cells, all);

    FactorSpace shared = space(4, 4, 3);
    List<Cell> every = IntStream.range(0, 48).mapToObj(shared::cellAt).toList();
    List<Cell> blocks = every.stream().filter(z -> z.value(0) / 2 == z.value(1) / 2).toList();
    assertEquals(8, spanning(blocks).size());
    assertSameStructure(shared, blocks, every);
  }

  @Test
  void pairsAndSinglesNeedNone() {
    assertTrue(SpanningCells.of(sums(NEVER, 0, List.of(Cell.of(0, 1), Cell.of(1)))).isEmpty());
  }

  /** Of four cells three say all: the one that was seen longest ago goes, whatever its name. */
  @Test
  void underAHalfLifeThoseThatAreForgottenFirstAreNotKept() {
    List<Cell> cells =
        List.of(Cell.of(0, 0, 0), Cell.of(0, 1, 0), Cell.of(1, 0, 0), Cell.of(1, 1, 0));
    for (int old = 0; old < 4; old++) {
      Map<String, Decayed<VectorSum>> sums = new TreeMap<>();
      for (int z = 0; z < 4; z++) {
        long time = z == old ? 0 : 60_000;
        sums.putAll(SpanningCells.of(sums(SECOND, time, List.of(cells.get(z)))));
      }
      Marginals.align(sums);
      assertEquals(List.of(name(cells.get(old))), SpanningCells.thin(sums, SECOND));
      assertEquals(3, SpanningCells.among(sums));
    }
  }
}
