package io.idealstream.decision;

/** Scores by one class vector per value: score_v = &lt;x, c_v>. */
public final class ClassVectors implements Scoring {

  private final double[] rows;
  private final int dimension;

  /**
   * @param rows row-major [values x dimension]; not copied
   * @throws IllegalArgumentException if the rows are not whole
   */
  public ClassVectors(double[] rows, int dimension) {
    if (rows.length == 0 || dimension < 1 || rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          "class vectors hold %d numbers, expected a multiple of dimension %d"
              .formatted(rows.length, dimension));
    }
    this.rows = rows;
    this.dimension = dimension;
  }

  @Override
  public double[] scores(float[] item) {
    if (item.length != dimension) {
      throw new IllegalArgumentException(
          "item has %d numbers, the class vectors have %d; embedded by another model?"
              .formatted(item.length, dimension));
    }
    double[] scores = new double[rows.length / dimension];
    for (int v = 0; v < scores.length; v++) {
      scores[v] = Products.of(item, rows, v * dimension);
    }
    return scores;
  }
}
