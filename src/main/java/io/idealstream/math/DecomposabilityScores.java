package io.idealstream.math;

import java.util.Optional;

/**
 * How well cells are sums of words (Trager et al. 2023, tables 6 and 7). Each seen cell has one
 * vote.
 *
 * <pre>
 *   words:    mean over cells of            |u_z - ut_z|^2
 *   average:  mean over pairs of cells of   |u_z - u_z'|^2
 * </pre>
 *
 * <p>Squared pairs are never visited, if there are more cells than dimensions. With c_z = u_z -
 * mean and q_z = |c_z|^2, over N cells:
 *
 * <pre>
 *   sum over pairs of |u_z - u_z'|^2  =  N sum q_z
 *   sum over pairs of |u_z - u_z'|^4  =  N sum q_z^2 + (sum q_z)^2 + 2 |sum c_z c_z'|_F^2
 * </pre>
 */
public final class DecomposabilityScores {

  private static final int TOGETHER = 4;

  private DecomposabilityScores() {}

  /**
   * Distance of cells from their approximation by ideal or real words.
   *
   * @return empty if there is no cell, or words leave a seen cell's approximation open
   */
  public static Optional<Score> words(CellSums cells, IdealWords words, ScoreMode mode) {
    if (cells.cells().isEmpty() || !words.approximatesAll(cells.cells().keySet())) {
      return Optional.empty();
    }
    double[] distances = words.squaredDistances(cells);
    for (int z = 0; z < distances.length; z++) {
      distances[z] = mode.ofCell(distances[z]);
    }
    return Optional.of(Score.of(distances));
  }

  /**
   * Distance between cells.
   *
   * @param progress hears of the pairs, which only {@link ScoreMode#DIST} has to visit one by one
   * @return empty if there are fewer than two cells
   */
  public static Optional<Score> average(CellSums cells, ScoreMode mode, Progress progress) {
    if (cells.cells().size() < 2) {
      return Optional.empty();
    }
    CellMeans means = new CellMeans(cells);
    if (mode.squaresPairs() && means.size() > means.dimension()) {
      return Optional.of(squaredPairs(means));
    }
    return Optional.of(PairDistances.score(means, mode, progress));
  }

  /**
   * Mean of {@link #average} by {@link ScoreMode#SQ}, from sums alone.
   *
   * <pre>
   *   2 N / (N - 1) * sum w |u_z - mean|^2 / sum w
   * </pre>
   *
   * @param total over the vectors of all cells, each with the same weight
   * @param cells N, at least two
   */
  public static double meanAverage(VectorSum total, long cells) {
    return 2.0 * cells / (cells - 1) * total.scatter() / total.weight();
  }

  private static Score squaredPairs(CellMeans means) {
    double number = means.size();
    double lengths = 0;
    double squaredLengths = 0;
    for (int z = 0; z < means.size(); z++) {
      double length = means.squaredLength(z);
      lengths += length;
      squaredLengths += length * length;
    }
    double fourthPowers =
        number * squaredLengths + lengths * lengths + 2 * squaredNormOfProducts(means);
    return Score.ofSums(number * (number - 1) / 2, number * lengths, fourthPowers);
  }

  /** |sum c c'|_F^2, the lower triangle built from several rows at a time. */
  private static double squaredNormOfProducts(CellMeans means) {
    int dimension = means.dimension();
    double[] products = new double[dimension * dimension];
    int z = 0;
    for (; z + TOGETHER <= means.size(); z += TOGETHER) {
      addProducts(means.matrix(), z * dimension, dimension, products);
    }
    for (; z < means.size(); z++) {
      int at = z * dimension;
      for (int row = 0; row < dimension; row++) {
        Vectors.add(
            products, row * dimension, means.matrix()[at + row], means.matrix(), at, row + 1);
      }
    }
    double sum = 0;
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column <= row; column++) {
        double product = products[row * dimension + column];
        sum += (column < row ? 2 : 1) * product * product;
      }
    }
    return sum;
  }

  private static void addProducts(double[] matrix, int at, int dimension, double[] products) {
    int second = at + dimension;
    int third = second + dimension;
    int fourth = third + dimension;
    for (int row = 0; row < dimension; row++) {
      double a = matrix[at + row];
      double b = matrix[second + row];
      double c = matrix[third + row];
      double d = matrix[fourth + row];
      int target = row * dimension;
      for (int j = 0; j <= row; j++) {
        products[target + j] +=
            a * matrix[at + j]
                + b * matrix[second + j]
                + c * matrix[third + j]
                + d * matrix[fourth + j];
      }
    }
  }
}
