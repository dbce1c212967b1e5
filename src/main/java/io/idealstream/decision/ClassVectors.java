package io.idealstream.decision;

import io.idealstream.math.Vectors;

/**
 * Scores by one class vector per value.
 *
 * <pre>
 *   score_v = &lt;x, c_v> - b_v
 * </pre>
 */
public final class ClassVectors implements Scoring {

  private final double[] rows;
  private final int dimension;
  private final double[] offsets;

  /**
   * Class vectors without offsets.
   *
   * @param rows row-major [values x dimension]; not copied
   * @throws IllegalArgumentException if the rows are not whole
   */
  public ClassVectors(double[] rows, int dimension) {
    this(rows, dimension, new double[dimension]);
  }

  /**
   * Class vectors for items taken from a point: score_v = &lt;x - origin, c_v>.
   *
   * @param rows row-major [values x dimension]; not copied
   * @param origin [dimension]
   * @throws IllegalArgumentException if the rows are not whole
   */
  public ClassVectors(double[] rows, int dimension, double[] origin) {
    if (rows.length == 0 || dimension < 1 || rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          "numbers of class vectors: %d, expected a multiple of dimension %d"
              .formatted(rows.length, dimension));
    }
    this.rows = rows;
    this.dimension = dimension;
    offsets = new double[rows.length / dimension];
    for (int j = 0; j < rows.length; j++) {
      offsets[j / dimension] += rows[j] * origin[j % dimension];
    }
  }

  @Override
  public double[] scores(float[] item) {
    if (item.length != dimension) {
      throw new IllegalArgumentException(
          "item has dimension %d, the class vectors have %d; embedded by another model?"
              .formatted(item.length, dimension));
    }
    double[] scores = new double[rows.length / dimension];
    Vectors.dots(item, rows, scores);
    for (int v = 0; v < scores.length; v++) {
      scores[v] -= offsets[v];
    }
    return scores;
  }
}
