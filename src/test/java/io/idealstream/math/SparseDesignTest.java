package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few cells of many, with few common values and many rare ones: long tails. */
class SparseDesignTest {

  private static final int DIMENSION = 2;

  /** Values by a power law, so that most are rare and some never seen. */
  private static List<Event> events(Random random, FactorSpace space, int number) {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      int[] values = new int[space.factors()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (int) (space.values(i) * Math.pow(random.nextDouble(), 2.5));
      }
      float[] vector = {(float) random.nextGaussian(), (float) random.nextGaussian()};
      events.add(new Event(Cell.of(values), vector, 0.5 + random.nextDouble()));
    }
    return events;
  }

  private static List<Cell> someCells(Random random, FactorSpace space, List<Event> events) {
    List<Cell> cells = new ArrayList<>(events.stream().map(Event::cell).toList());
    for (int n = 0; n < 30; n++) {
      cells.add(space.cellAt((long) (random.nextDouble() * space.cells())));
    }
    return cells;
  }

  @Test
  void wordsClassesAndCellsAreThoseOfADenseSolve() {
    Random random = new Random(20);
    int divided = 0;
    int cellsWithoutWords = 0;
    for (int trial = 0; trial < 150; trial++) {
      FactorSpace space = Spaces.random(random, 1 + trial % 5, 7);
      List<Event> events = events(random, space, 1 + random.nextInt(space.rows()));
      List<Cell> cells = someCells(random, space, events);
      DenseFit dense = new DenseFit(space, events);
      IdealWords words = LeastSquares.fit(Event.moments(space, DIMENSION, events)).words();
      dense.assertAgrees(words);
      dense.assertApproximates(words, cells);
      divided += words.classes(0) > 1 ? 1 : 0;
      cellsWithoutWords +=
          (int)
              cells.stream()
                  .filter(cell -> words.hasApproximation(cell) && !words.hasWord(0, cell.value(0)))
                  .count();
    }
    assertTrue(divided > 20, divided + " divided designs");
    assertTrue(cellsWithoutWords > 20, cellsWithoutWords + " cells of values alone");
  }

  @Test
  void structureIsThatOfTheNumbersWhereTheseSuffice() {
    Random random = new Random(21);
    for (int trial = 0; trial < 200; trial++) {
      FactorSpace space = Spaces.random(random, 1 + trial % 5, 12);
      List<Event> events = events(random, space, 1 + random.nextInt(2 * space.rows()));
      Moments moments = Event.moments(space, DIMENSION, events);
      NormalEquations equations = new NormalEquations(moments, Prior.none(space, DIMENSION));
      assertEquals(equations.rank(), moments.design().rank());
      NullSpace open = equations.nullSpace();
      for (Cell cell : someCells(random, space, events)) {
        assertEquals(open.determines(cell), moments.design().determines(cell));
      }
      for (int row = 1; row < space.row(0, 0) + space.values(0); row++) {
        assertEquals(open.alike(1, row), moments.design().alike(1, row));
      }
    }
  }

  @Test
  void blocksThatShareAFactorDivideTheOthersAndNotIt() {
    FactorSpace space = Spaces.of(4, 4, 3);
    List<Cell> cells =
        Spaces.all(space).stream().filter(z -> z.value(0) / 2 == z.value(1) / 2).toList();
    IdealWords words = Weighting.CELLS.fit(Spaces.noise(new Random(1), space, DIMENSION, cells));
    assertEquals(List.of(2, 2, 1), IntStream.range(0, 3).mapToObj(words::classes).toList());
    assertTrue(words.hasWords(2));
    assertFalse(words.hasWords(0));
    assertFalse(words.hasCentre());
    assertTrue(words.hasWord(0, 3));
    assertFalse(words.hasApproximation(Cell.of(0, 3, 0)));
  }

  @Test
  void aCellApartFromTheRestChangesNothingElse() {
    Random random = new Random(22);
    for (int trial = 0; trial < 40; trial++) {
      FactorSpace small = Spaces.random(random, 2 + trial % 4, 5);
      FactorSpace space = small;
      for (int i = 0; i < small.factors(); i++) {
        space = withOneMore(space, i);
      }
      List<Event> events = new ArrayList<>(events(random, small, 2 * small.rows()));
      IdealWords before = LeastSquares.fit(Event.moments(space, DIMENSION, events)).words();
      int[] last = IntStream.range(0, small.factors()).map(small::values).toArray();
      events.add(new Event(Cell.of(last), new float[] {9, -9}, 3));
      IdealWords after = LeastSquares.fit(Event.moments(space, DIMENSION, events)).words();
      for (int i = 0; i < small.factors(); i++) {
        for (int v = 0; v < small.values(i); v++) {
          assertEquals(before.classOf(i, v), after.classOf(i, v));
          assertEquals(before.hasWord(i, v), after.hasWord(i, v));
          if (before.hasWord(i, v)) {
            assertClose(before.word(i, v), after.word(i, v), 1e-10, "word");
          }
        }
        assertFalse(after.hasWord(i, small.values(i)), "alone");
      }
      for (Cell cell : someCells(random, small, events.subList(0, events.size() - 1))) {
        assertEquals(before.hasApproximation(cell), after.hasApproximation(cell));
      }
    }
  }

  private static FactorSpace withOneMore(FactorSpace space, int factor) {
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      List<String> values = new ArrayList<>(space.factor(i).values());
      if (i == factor) {
        values.add("one more");
      }
      factors.add(Factor.uniform(space.factor(i).name(), values));
    }
    return FactorSpace.of(factors);
  }

  @Test
  void anyOrderAndAnySplitGiveTheSameStructureAndWords() {
    Random random = new Random(23);
    for (int trial = 0; trial < 60; trial++) {
      FactorSpace space = Spaces.random(random, 2 + trial % 4, 8);
      List<Event> events = events(random, space, space.rows());
      IdealWords once = LeastSquares.fit(Event.moments(space, DIMENSION, events)).words();
      List<Event> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, random);
      int cut = random.nextInt(events.size());
      Moments parts = Event.moments(space, DIMENSION, shuffled.subList(0, cut));
      parts.merge(Event.moments(space, DIMENSION, shuffled.subList(cut, events.size())));
      Moments folded = Moments.ofEvents(Event.cells(space, DIMENSION, shuffled.subList(0, cut)));
      folded.merge(Event.moments(space, DIMENSION, shuffled.subList(cut, events.size())));
      for (Moments moments : List.of(parts, folded)) {
        IdealWords words = LeastSquares.fit(moments).words();
        assertEquals(once.rank(), words.rank());
        for (int i = 0; i < space.factors(); i++) {
          for (int v = 0; v < space.values(i); v++) {
            assertEquals(once.classOf(i, v), words.classOf(i, v));
          }
          assertClose(once.words(i), words.words(i), 1e-9, "words");
        }
      }
    }
  }

  @Test
  void cellsThatSpanADesignAreAsFewAsItsRankAndSayTheSame() {
    Random random = new Random(24);
    FactorSpace space = Spaces.random(random, 4, 9);
    Set<Cell> cells = new TreeSet<>();
    events(random, space, 300).forEach(event -> cells.add(event.cell()));
    Design design = Design.of(space, cells);
    assertEquals(design.rank(), design.spanning().size());
    Design again = Design.of(space, design.spanning());
    for (Cell cell : Spaces.all(space)) {
      assertEquals(design.determines(cell), again.determines(cell));
    }
  }

  /** Each cell predicted by a fit that has never seen it. */
  @Test
  void leavingOneCellOutIsRefittingWithoutIt() {
    Random random = new Random(26);
    int apart = 0;
    for (int trial = 0; trial < 60; trial++) {
      FactorSpace space = Spaces.random(random, 1 + trial % 4, 5);
      CellSums cells = new CellSums(space, Anchor.origin(DIMENSION));
      events(random, space, 2 + random.nextInt(2 * space.rows()))
          .forEach(event -> cells.add(event.cell(), event.vector(), event.weight()));
      for (Weighting weighting : List.of(Weighting.CELLS, Weighting.COUNTS)) {
        LeaveOneOut left =
            LeaveOneOut.of(cells, LeastSquares.fit(weighting.moments(cells)), weighting);
        CellSums predicted = new CellSums(space, cells.anchor());
        double missed = 0;
        for (Cell cell : cells.cells().keySet()) {
          CellSums others = new CellSums(space, cells.anchor());
          cells
              .cells()
              .forEach(
                  (other, sum) -> {
                    if (!other.equals(cell)) {
                      others.merge(other, sum);
                    }
                  });
          IdealWords words = weighting.fit(others);
          if (words.hasApproximation(cell)) {
            VectorSum own = cells.cells().get(cell);
            double weight = weighting == Weighting.COUNTS ? own.weight() : 1;
            missed += weight * own.squaredDistanceOfMean(words.approximation(cell));
            predicted.add(cell, own.mean(), weight);
          }
        }
        assertEquals(predicted.cells().size(), left.determined());
        apart += left.cells() - left.determined();
        VectorSum total = Moments.ofEvents(predicted).total();
        assertEquals(predicted.cells().size() > 1, left.q2().isPresent());
        if (left.q2().isPresent()) {
          assertEquals(1 - missed / total.scatter(), left.q2().getAsDouble(), 1e-6 * (1 + missed));
        }
      }
    }
    assertTrue(apart > 50, apart + " cells that hang on themselves alone");
  }

  /** The standard error of a cell has to cover how far it moves from sample to sample. */
  @Test
  void standardErrorsOfWordsAndCellsAreWhatRepeatedSamplesShow() {
    Random random = new Random(25);
    FactorSpace space = Spaces.of(4, 4);
    List<Cell> cells =
        Spaces.all(space).stream().filter(z -> z.value(0) / 2 == z.value(1) / 2).toList();
    IdealWords truth = Spaces.randomWords(random, space, 1);
    Cell seen = Cell.of(3, 3);
    double ofWord = 0;
    double ofCell = 0;
    double expectedOfWord = 0;
    double expectedOfCell = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      Moments moments = new Moments(space, Anchor.origin(1));
      for (Cell cell : cells) {
        for (int repeat = 0; repeat < 3; repeat++) {
          double value = truth.approximation(cell)[0] + random.nextGaussian();
          moments.add(cell, new double[] {value}, 1);
        }
      }
      LeastSquares fit = LeastSquares.fit(moments);
      Uncertainty uncertainty = fit.uncertainty();
      double word = fit.words().word(0, 3)[0] - truth.contrast(0, 3, 2)[0] / 2;
      double cell = fit.words().approximation(seen)[0] - truth.approximation(seen)[0];
      ofWord += word * word / runs;
      ofCell += cell * cell / runs;
      expectedOfWord += Math.pow(uncertainty.standardError(0, 3).orElseThrow(), 2) / runs;
      expectedOfCell += Math.pow(uncertainty.standardError(seen).orElseThrow(), 2) / runs;
      assertTrue(uncertainty.standardError(Cell.of(0, 3)).isEmpty());
    }
    assertEquals(1, ofWord / expectedOfWord, 0.1);
    assertEquals(1, ofCell / expectedOfCell, 0.1);
  }
}
