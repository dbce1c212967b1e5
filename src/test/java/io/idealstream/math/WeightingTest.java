package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WeightingTest {

  private static final double TOLERANCE = 1e-10;

  @TestFactory
  Stream<DynamicTest> everyWeightingAgreesWithNumpy() {
    return Golden.stream(Golden.read("fits.json"))
        .flatMap(
            golden ->
                Stream.of(Weighting.values())
                    .map(
                        weighting ->
                            DynamicTest.dynamicTest(
                                weighting + ", " + golden.get("name").asText(),
                                () -> check(golden, weighting))));
  }

  private static void check(JsonNode golden, Weighting weighting) {
    JsonNode expected = golden.get(weighting.toString());
    int dimension = Golden.dimension(golden);
    for (Anchor anchor : List.of(Anchor.origin(dimension), someAnchor(dimension))) {
      IdealWords words = weighting.fit(Golden.cells(golden, anchor));
      assertAgrees(expected, words);
    }
  }

  @TestFactory
  Stream<DynamicTest> countsNeedNoCells() {
    return Golden.stream(Golden.read("fits.json"))
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.get("name").asText(),
                    () -> {
                      Anchor anchor = someAnchor(Golden.dimension(golden));
                      IdealWords words = LeastSquares.fit(Golden.moments(golden, anchor)).words();
                      assertRows(golden.get("counts").get("rows"), words);
                    }));
  }

  private static void assertAgrees(JsonNode expected, IdealWords words) {
    assertRows(expected.get("rows"), words);
    assertEquals(expected.get("rank").asInt(), words.rank(), "rank");
    for (int i = 0; expected.has("classes") && i < words.space().factors(); i++) {
      assertEquals(expected.get("classes").get(i).size(), words.classes(i), "classes");
    }
    assertEquals(expected.get("estimable").asBoolean(), words.estimable(), "estimable");
    assertEquals(expected.get("r2").isNull(), words.r2().isEmpty(), "r2 present");
    if (words.r2().isPresent()) {
      assertClose(expected.get("r2").asDouble(), words.r2().getAsDouble(), TOLERANCE, "r2");
    }
  }

  private static void assertRows(JsonNode rows, IdealWords words) {
    FactorSpace space = words.space();
    assertEquals(rows.get(0).isNull(), !words.hasCentre(), "centre determined");
    assertEquals(rows.get(0).isNull(), words.whyNotCentre().isPresent(), "centre has a reason");
    if (words.hasCentre()) {
      assertClose(Golden.vector(rows.get(0)), words.centre(), TOLERANCE, "centre");
    }
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        String name = space.factor(i).values().get(v);
        JsonNode row = rows.get(space.row(i, v));
        assertEquals(row.isNull(), !words.hasWord(i, v), name + " determined");
        assertEquals(row.isNull(), words.whyNotWord(i, v).isPresent(), name + " has a reason");
        if (words.hasWord(i, v)) {
          assertClose(Golden.vector(row), words.word(i, v), TOLERANCE, name);
        }
      }
    }
  }

  private static Anchor someAnchor(int dimension) {
    double[] point = new double[dimension];
    Arrays.setAll(point, j -> 0.7 - 0.3 * j);
    return Anchor.at(point);
  }

  @Test
  void decomposableVectorsComeBackFromAnyConnectedDesign() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      FactorSpace space = Spaces.random(random, 1 + random.nextInt(4), 5);
      IdealWords truth = Spaces.randomWords(random, space, 1 + random.nextInt(6));
      CellSums cells = new CellSums(space, Anchor.origin(truth.dimension()));
      for (Cell cell : Spaces.connectedCells(random, space)) {
        cells.add(cell, truth.approximation(cell), 0.1 + random.nextDouble());
      }
      for (Weighting weighting : List.of(Weighting.CELLS, Weighting.COUNTS)) {
        IdealWords words = weighting.fit(cells);
        assertTrue(words.estimable(), space + " by " + weighting);
        Spaces.assertSame(truth, words, 1e-9);
        assertEquals(1, words.r2().getAsDouble(), 1e-9);
      }
    }
  }

  @Test
  void sumsOfEveryFactorAreZeroUnderItsWeights() {
    Random random = new Random(8);
    for (int trial = 0; trial < 50; trial++) {
      FactorSpace space = Spaces.random(random, 3, 4);
      CellSums cells = Spaces.noise(random, space, 5, Spaces.all(space));
      for (Weighting weighting : Weighting.values()) {
        IdealWords words = weighting.fit(cells);
        for (int i = 0; i < space.factors(); i++) {
          double[] sum = new double[5];
          for (int v = 0; v < space.values(i); v++) {
            double[] word = words.word(i, v);
            for (int j = 0; j < sum.length; j++) {
              sum[j] += space.weight(i, v) * word[j];
            }
          }
          assertClose(new double[5], sum, 1e-12, weighting.toString());
        }
      }
    }
  }

  @Test
  void anyOrderAndAnySplitGiveTheSameWords() {
    Random random = new Random(9);
    FactorSpace space = Spaces.random(random, 3, 4);
    List<Event> events = Event.some(random, space, 6, 400);
    IdealWords once = LeastSquares.fit(Event.moments(space, 6, events)).words();
    IdealWords onceByCells = Weighting.CELLS.fit(Event.cells(space, 6, events));
    for (int trial = 0; trial < 20; trial++) {
      List<Event> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      int cut = random.nextInt(events.size());
      Moments left = Event.moments(space, 6, shuffled.subList(0, cut));
      left.merge(Event.moments(space, 6, shuffled.subList(cut, events.size())));
      Spaces.assertSame(once, LeastSquares.fit(left).words(), 1e-12);
      CellSums leftCells = Event.cells(space, 6, shuffled.subList(0, cut));
      leftCells.merge(Event.cells(space, 6, shuffled.subList(cut, events.size())));
      Spaces.assertSame(onceByCells, Weighting.CELLS.fit(leftCells), 1e-12);
      Spaces.assertSame(once, LeastSquares.fit(Moments.ofEvents(leftCells)).words(), 1e-12);
    }
  }

  @Test
  void permutingTheValuesPermutesTheWordsAndNothingElse() {
    Random random = new Random(10);
    FactorSpace space = Spaces.random(random, 3, 4);
    CellSums cells = Spaces.noise(random, space, 4, Spaces.all(space));
    int factor = 1;
    List<Integer> order = new ArrayList<>();
    for (int v = 0; v < space.values(factor); v++) {
      order.add(v);
    }
    Collections.shuffle(order, random);
    Factor old = space.factor(factor);
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      factors.add(space.factor(i));
    }
    factors.set(
        factor,
        new Factor(
            old.name(),
            order.stream().map(old.values()::get).toList(),
            order.stream().map(old.weights()::get).toList()));
    CellSums permuted = new CellSums(FactorSpace.of(factors), cells.anchor());
    cells
        .cells()
        .forEach(
            (cell, sum) ->
                permuted.merge(cell.with(factor, order.indexOf(cell.value(factor))), sum));
    for (Weighting weighting : Weighting.values()) {
      IdealWords before = weighting.fit(cells);
      IdealWords after = weighting.fit(permuted);
      assertClose(before.centre(), after.centre(), 1e-12, "centre");
      for (int i = 0; i < space.factors(); i++) {
        for (int v = 0; v < space.values(i); v++) {
          int from = i == factor ? order.get(v) : v;
          assertClose(before.word(i, from), after.word(i, v), 1e-12, "word");
        }
      }
    }
  }

  /** Training counts of Waterbirds: bird by place, water birds on land are rare. */
  @Test
  void sliceMeansCarryTheBackgroundIntoTheClassContrastAndOursDoNot() {
    FactorSpace space =
        FactorSpace.of(
            Factor.uniform("bird", "landbird", "waterbird"),
            Factor.uniform("place", "land", "water"));
    double[][] counts = {{3498, 184}, {56, 1057}};
    CellSums cells = new CellSums(space, Anchor.origin(2));
    CellSums slices = new CellSums(FactorSpace.of(space.factor(0)), Anchor.origin(2));
    for (int bird = 0; bird < 2; bird++) {
      for (int place = 0; place < 2; place++) {
        double[] vector = {bird, place};
        cells.add(Cell.of(bird, place), vector, counts[bird][place]);
        slices.add(Cell.of(bird), vector, counts[bird][place]);
      }
    }
    double[] naive = Weighting.COUNTS.fit(slices).contrast(0, 1, 0);
    assertEquals(0.90, naive[1], 0.005);
    for (Weighting weighting : Weighting.values()) {
      double[] contrast = weighting.fit(cells).contrast(0, 1, 0);
      assertClose(new double[] {1, 0}, contrast, 1e-12, weighting.toString());
    }
  }

  @Test
  void anInteractionInACommonCellTurnsCountsAwayFromCells() {
    FactorSpace space =
        FactorSpace.of(Factor.uniform("bird", "l", "w"), Factor.uniform("place", "l", "w"));
    double[][] counts = {{3498, 184}, {56, 1057}};
    CellSums cells = new CellSums(space, Anchor.origin(3));
    for (int bird = 0; bird < 2; bird++) {
      for (int place = 0; place < 2; place++) {
        double[] vector = {bird, place, bird + place == 0 ? 0.5 : 0};
        cells.add(Cell.of(bird, place), vector, counts[bird][place]);
      }
    }
    IdealWords byCells = Weighting.CELLS.fit(cells);
    IdealWords byCounts = Weighting.COUNTS.fit(cells);
    assertEquals(-0.250, byCells.contrast(0, 1, 0)[2], 1e-12);
    assertEquals(-0.130, byCounts.contrast(0, 1, 0)[2], 5e-4);
    assertTrue(byCells.cosine(byCounts, 0).getAsDouble() < 0.995);
    assertEquals(1, byCells.cosine(byCells, 1).getAsDouble(), 1e-12);
  }

  @Test
  void pairwiseConnectedCellsOfThreeFactorsCanLeaveWordsOpen() {
    FactorSpace space = Spaces.of(2, 2, 3);
    CellSums cells = new CellSums(space, Anchor.origin(1));
    int[][] seen = {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 2}};
    for (int[] cell : seen) {
      cells.add(Cell.of(cell), new double[] {cell[0] + 10.0 * cell[1] + 100.0 * cell[2]}, 1);
    }
    IdealWords words = Weighting.CELLS.fit(cells);
    assertEquals(4, words.rank());
    assertFalse(words.estimable());
    assertFalse(words.hasCentre());
    for (int i = 0; i < 3; i++) {
      assertEquals(space.values(i), words.classes(i), "every value is alone");
      assertFalse(words.hasWord(i, 1));
    }
    assertTrue(words.hasApproximation(Cell.of(0, 0, 0)));
    assertFalse(words.hasApproximation(Cell.of(1, 1, 1)));
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> words.word(0, 0));
    assertEquals(
        "not determined: the cells seen compare it with no other value of 'factor0'",
        refusal.getMessage());
  }

  @Test
  void wordsOfAClassAreRelativeToIt() {
    FactorSpace space = Spaces.of(4, 2);
    CellSums cells = new CellSums(space, Anchor.origin(1));
    for (int[] cell : new int[][] {{0, 0}, {1, 0}, {2, 1}, {3, 1}}) {
      cells.add(Cell.of(cell), new double[] {cell[0] * cell[0]}, 1);
    }
    IdealWords words = Weighting.CELLS.fit(cells);
    assertEquals(4, words.rank());
    assertEquals(2, words.classes(0));
    assertEquals(1, words.classOf(0, 2).orElseThrow());
    assertClose(new double[] {-2.5}, words.word(0, 2), 1e-12, "relative to 4 and 9");
    assertClose(new double[] {6.5}, words.centreOf(Cell.of(3, 1)), 1e-12, "their mean");
    assertFalse(words.hasWord(1, 0), "alone in its class");
    assertFalse(words.hasCentre());
    assertClose(new double[] {5}, words.contrast(0, 3, 2), 1e-12, "inside a class");
    assertFalse(words.hasContrast(0, 1, 2), "across classes");
  }

  @Test
  void productNamesTheCellsItMisses() {
    FactorSpace space = Spaces.of(2, 3);
    CellSums cells = new CellSums(space, Anchor.origin(1));
    cells.add(Cell.of(0, 0), new double[] {1}, 1);
    IdealWords words = Weighting.PRODUCT.fit(cells);
    assertFalse(words.estimable());
    assertTrue(words.r2().isEmpty());
    String reason = words.whyNotWord(0, 0).orElseThrow();
    assertEquals(words.whyNotCentre().orElseThrow(), reason);
    assertTrue(reason.contains("5 of 6 are missing: (f0v0, f1v1)"), reason);
  }

  @Test
  void nothingSeenDeterminesNothing() {
    CellSums cells = new CellSums(Spaces.of(2, 3), Anchor.origin(2));
    for (Weighting weighting : Weighting.values()) {
      IdealWords words = weighting.fit(cells);
      assertEquals(0, words.rank());
      assertFalse(words.hasCentre());
      assertFalse(words.hasWord(1, 2));
      assertFalse(words.hasContrast(1, 2, 0));
    }
  }

  @Test
  void rankDoesNotDependOnHowOftenOrHowLongAgoCellsCame() {
    FactorSpace space = Spaces.of(2, 2);
    for (double scale : new double[] {1, 1e-100, 1e100}) {
      CellSums cells = new CellSums(space, Anchor.origin(1));
      cells.add(Cell.of(0, 0), new double[] {0}, 1e6 * scale);
      cells.add(Cell.of(1, 1), new double[] {3}, 1e6 * scale);
      cells.add(Cell.of(0, 1), new double[] {1}, 1 * scale);
      IdealWords words = Weighting.COUNTS.fit(cells);
      assertEquals(3, words.rank());
      assertClose(new double[] {2}, words.contrast(0, 1, 0), 1e-9, "contrast");
    }
  }

  @Test
  void productAloneIsRefusedWhereNotEveryCellCanBeKept() {
    FactorSpace space = Spaces.of(3, 4);
    assertEquals(
        "weighting 'product' needs every cell; factor0[3] x factor1[4] has 12, at most 11 are kept",
        Weighting.PRODUCT.whyRefused(space, 11).orElseThrow());
    assertTrue(Weighting.PRODUCT.whyRefused(space, 12).isEmpty());
    assertTrue(Weighting.CELLS.whyRefused(space, 0).isEmpty());
    assertTrue(Weighting.COUNTS.whyRefused(space, 0).isEmpty());
  }
}
