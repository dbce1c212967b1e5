package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericsTest {

  private static final int EVENTS = 1_000_000;
  private static final int DIMENSION = 2;
  private static final MathContext PRECISE = new MathContext(60);

  private final FactorSpace space = Spaces.of(2, 3);

  /**
   * The second factor nearly repeats the first: one event in many tells them apart. Embeddings
   * share a large common part, as those of CLIP do.
   */
  @ParameterizedTest
  @ValueSource(ints = {100, 50_000})
  void aMillionUpdatesAgreeWithAPreciseBatchSolve(int events) {
    Random random = new Random(99);
    Moments near = new Moments(space, Anchor.at(new double[] {10, -5}));
    Moments far = new Moments(space, Anchor.origin(DIMENSION));
    Precise precise = new Precise(space);
    float[] vector = new float[DIMENSION];
    for (int n = 0; n < EVENTS; n++) {
      int first = random.nextInt(2);
      int second = random.nextInt(events) == 0 ? random.nextInt(3) : first;
      vector[0] = (float) (10 + 0.3 * first + 0.1 * second + 0.2 * random.nextGaussian());
      vector[1] = (float) (-5 - 0.2 * first + 0.4 * second + 0.2 * random.nextGaussian());
      double weight = 0.5 + random.nextDouble();
      Cell cell = Cell.of(first, second);
      near.add(cell, vector, weight);
      far.add(cell, vector, weight);
      precise.add(cell, vector, weight);
    }
    double[] expected = precise.rows();
    assertTrue(errorOfWords(near, expected) < 1e-10, "" + errorOfWords(near, expected));
    assertTrue(errorOfWords(far, expected) < 1e-9, "" + errorOfWords(far, expected));
  }

  /** Relative to their length, the centre left out. */
  private static double errorOfWords(Moments moments, double[] expected) {
    double[] rows = LeastSquares.fit(moments).words().rows();
    double error = 0;
    double length = 0;
    for (int j = DIMENSION; j < rows.length; j++) {
      error += Math.pow(rows[j] - expected[j], 2);
      length += Math.pow(expected[j], 2);
    }
    return Math.sqrt(error / length);
  }

  /** Every sum after every event, against a dense design solved through singular values. */
  @Test
  void everyStepAgreesWithFullRecomputation() {
    Random random = new Random(11);
    for (int trial = 0; trial < 6; trial++) {
      FactorSpace some = Spaces.random(random, 3, 4);
      Moments moments = new Moments(some, Anchor.at(new double[] {0.3, -0.1}));
      List<Event> events = Event.some(random, some, DIMENSION, 40);
      for (int n = 1; n <= events.size(); n++) {
        Event event = events.get(n - 1);
        moments.add(event.cell(), event.vector(), event.weight());
        new DenseFit(some, events.subList(0, n)).assertAgrees(LeastSquares.fit(moments).words());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 65, 4096})
  void anyDimensionWorks(int dimension) {
    Random random = new Random(13);
    FactorSpace some = Spaces.of(3, 2, 2);
    IdealWords truth = Spaces.randomWords(random, some, dimension);
    CellSums cells = new CellSums(some, Anchor.origin(dimension));
    Moments moments = new Moments(some, Anchor.origin(dimension));
    for (Cell cell : Spaces.all(some)) {
      cells.add(cell, truth.approximation(cell), 2);
      moments.add(cell, truth.approximation(cell), 0.5);
    }
    for (Weighting weighting : Weighting.values()) {
      Spaces.assertSame(truth, weighting.fit(cells), 1e-12);
    }
    Spaces.assertSame(truth, LeastSquares.fit(moments).words(), 1e-12);
    assertEquals(
        0, DecomposabilityScores.words(cells, truth, ScoreMode.SQ).orElseThrow().mean(), 1e-24);
    assertEquals(1, NearestNeighbours.accuracy(cells, truth, Progress.SILENT).orElseThrow());
  }

  /** Normal equations in sums of two doubles each, solved in 60 digits. */
  private static final class Precise {

    private final FactorSpace space;
    private final double[][] gram;
    private final double[][] gramRest;
    private final double[][] products;
    private final double[][] productsRest;

    Precise(FactorSpace space) {
      this.space = space;
      gram = new double[space.rows()][space.rows()];
      gramRest = new double[space.rows()][space.rows()];
      products = new double[space.rows()][DIMENSION];
      productsRest = new double[space.rows()][DIMENSION];
    }

    void add(Cell cell, float[] vector, double weight) {
      int[] rows = {0, space.row(0, cell.value(0)), space.row(1, cell.value(1))};
      for (int row : rows) {
        for (int other : rows) {
          add(gram[row], gramRest[row], other, weight);
        }
        for (int j = 0; j < DIMENSION; j++) {
          double product = weight * vector[j];
          add(products[row], productsRest[row], j, product);
          productsRest[row][j] += Math.fma(weight, vector[j], -product);
        }
      }
    }

    /** Knuth's exact sum of two numbers. */
    private static void add(double[] sums, double[] rests, int place, double term) {
      double sum = sums[place] + term;
      double part = sum - sums[place];
      rests[place] += (sums[place] - (sum - part)) + (term - part);
      sums[place] = sum;
    }

    /** Solves with the words of each factor summing to zero, uniformly, by bordering. */
    double[] rows() {
      int size = space.rows() + space.factors();
      BigDecimal[][] system = new BigDecimal[size][size + DIMENSION];
      for (BigDecimal[] line : system) {
        Arrays.fill(line, BigDecimal.ZERO);
      }
      for (int row = 0; row < space.rows(); row++) {
        for (int other = 0; other < space.rows(); other++) {
          system[row][other] = sum(gram[row][other], gramRest[row][other]);
        }
        for (int j = 0; j < DIMENSION; j++) {
          system[row][size + j] = sum(products[row][j], productsRest[row][j]);
        }
      }
      for (int i = 0; i < space.factors(); i++) {
        for (int v = 0; v < space.values(i); v++) {
          system[space.rows() + i][space.row(i, v)] = BigDecimal.ONE;
          system[space.row(i, v)][space.rows() + i] = BigDecimal.ONE;
        }
      }
      eliminate(system);
      double[] rows = new double[space.rows() * DIMENSION];
      for (int place = 0; place < rows.length; place++) {
        rows[place] = system[place / DIMENSION][size + place % DIMENSION].doubleValue();
      }
      return rows;
    }

    private static BigDecimal sum(double high, double low) {
      return new BigDecimal(high).add(new BigDecimal(low));
    }

    private static void eliminate(BigDecimal[][] system) {
      for (int step = 0; step < system.length; step++) {
        int pivot = step;
        for (int row = step; row < system.length; row++) {
          if (system[row][step].abs().compareTo(system[pivot][step].abs()) > 0) {
            pivot = row;
          }
        }
        BigDecimal[] line = system[pivot];
        system[pivot] = system[step];
        system[step] = line;
        BigDecimal head = line[step];
        for (int column = 0; column < line.length; column++) {
          line[column] = line[column].divide(head, PRECISE);
        }
        for (int row = 0; row < system.length; row++) {
          BigDecimal factor = system[row][step];
          for (int column = 0; row != step && column < line.length; column++) {
            system[row][column] =
                system[row][column].subtract(factor.multiply(line[column]), PRECISE);
          }
        }
      }
    }
  }
}
