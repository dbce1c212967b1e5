package io.idealstream.math;

import java.util.Arrays;

/**
 * Mean and deviation of the distances between all pairs of cells, each pair visited.
 *
 * <pre>
 *   |c_z - c_z'|^2 = q_z + q_z' - 2 c_z.c_z'
 * </pre>
 *
 * <p>Inner products of one cell with a block of others are made together, several times faster than
 * one by one. Where the subtraction would lose digits, between cells that nearly coincide, the
 * distance is taken directly.
 */
final class PairDistances {

  private static final int BLOCK = 256;
  private static final double CANCELLED = 1e-4;

  private final CellMeans means;
  private final ScoreMode mode;

  // mean and squares about it, one number at a time (Welford 1962)
  private long number;
  private double mean;
  private double squares;

  private PairDistances(CellMeans means, ScoreMode mode) {
    this.means = means;
    this.mode = mode;
  }

  static Score score(CellMeans means, ScoreMode mode, Progress progress) {
    PairDistances pairs = new PairDistances(means, mode);
    long whole = (long) means.size() * (means.size() - 1) / 2;
    for (int from = 0; from < means.size(); from += BLOCK) {
      pairs.visit(from, Math.min(means.size(), from + BLOCK));
      progress.at(pairs.number, whole);
    }
    return new Score(pairs.mean, whole > 1 ? Math.sqrt(pairs.squares / (whole - 1)) : 0);
  }

  /** Pairs of each cell of a block with all cells after it. */
  private void visit(int from, int to) {
    int dimension = means.dimension();
    int width = to - from;
    double[] block = means.transposed(from, to);
    double[] products = new double[width];
    for (int z = from + 1; z < means.size(); z++) {
      Arrays.fill(products, 0);
      Vectors.addCombination(products, 0, means.matrix(), z * dimension, dimension, block, width);
      double length = means.squaredLength(z);
      for (int column = 0; column < Math.min(width, z - from); column++) {
        add(z, length, from + column, products[column]);
      }
    }
  }

  private void add(int z, double length, int other, double product) {
    double lengths = length + means.squaredLength(other);
    double squared = lengths - 2 * product;
    if (squared < CANCELLED * lengths) {
      squared = means.squaredDistance(z, other);
    }
    double distance = mode.squaresPairs() ? squared : Math.sqrt(squared);
    number++;
    double difference = distance - mean;
    mean += difference / number;
    squares += difference * (distance - mean);
  }
}
