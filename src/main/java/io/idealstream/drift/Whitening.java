package io.idealstream.drift;

import io.idealstream.math.PositiveDefinite;
import io.idealstream.math.Vectors;

/**
 * Measures how far a mean has moved, in what noise does along each direction.
 *
 * <pre>
 *   q = n v' W v,   W = (Sigma + r I)^-1,   r = 0.3 tr Sigma / size
 *   E q = tr W Sigma,   Var q ~ 2 tr (W Sigma)^2        of a mean of n independent items that has not moved
 * </pre>
 *
 * <p>The ridge r keeps directions down whose scatter few items tell.
 */
final class Whitening {

  private static final double RIDGE = 0.3;

  private final int size;

  /** W, row-major [size x size]. */
  private final double[] inverse;

  private final double expected;
  private final double deviation;

  /**
   * @param covariance Sigma, row-major [size x size]
   */
  Whitening(double[] covariance, int size) {
    this.size = size;
    double trace = 0;
    for (int i = 0; i < size; i++) {
      trace += covariance[i * size + i];
    }
    double ridge = trace > 0 ? RIDGE * trace / size : 1;
    double[] raised = covariance.clone();
    for (int i = 0; i < size; i++) {
      raised[i * size + i] += ridge;
    }
    inverse = size == 0 ? raised : PositiveDefinite.inverse(raised, size);
    // W Sigma = I - r W
    double inverseTrace = 0;
    for (int i = 0; i < size; i++) {
      inverseTrace += inverse[i * size + i];
    }
    double squares = Vectors.dot(inverse, 0, inverse, 0, inverse.length);
    expected = size - ridge * inverseTrace;
    deviation =
        Math.sqrt(Math.max(0, 2 * (size - 2 * ridge * inverseTrace + ridge * ridge * squares)));
  }

  /** The covariance of rows around their mean, row-major [size x size]. */
  static double[] covariance(double[][] rows) {
    int size = rows[0].length;
    double[] mean = new double[size];
    for (double[] row : rows) {
      for (int j = 0; j < size; j++) {
        mean[j] += row[j] / rows.length;
      }
    }
    double[] covariance = new double[size * size];
    double[] off = new double[size];
    for (double[] row : rows) {
      for (int j = 0; j < size; j++) {
        off[j] = row[j] - mean[j];
      }
      for (int i = 0; i < size; i++) {
        double one = off[i] / rows.length;
        for (int j = 0; j <= i; j++) {
          covariance[i * size + j] += one * off[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j * size + i] = covariance[i * size + j];
      }
    }
    return covariance;
  }

  /** The rows and columns of a matrix from one on. */
  static double[] part(double[] matrix, int size, int from) {
    int left = size - from;
    double[] part = new double[left * left];
    for (int i = 0; i < left; i++) {
      System.arraycopy(matrix, (from + i) * size + from, part, i * left, left);
    }
    return part;
  }

  /** W v. */
  double[] times(double[] vector) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      product[i] = Vectors.dot(inverse, i * size, vector, 0, size);
    }
    return product;
  }

  /**
   * n v' W v less what noise makes of it.
   *
   * @param scatter of the items, as a multiple of the one that this is set up by
   */
  double beyond(double[] vector, double items, double scatter) {
    return items * Vectors.dot(times(vector), 0, vector, 0, size) - scatter * expected;
  }

  /** Standard deviation of {@link #beyond} where nothing moved, for a scatter of 1. */
  double deviation() {
    return deviation;
  }
}
