package io.idealstream.decision;

/** Inner products in double, always summed in the same order: equal inputs give equal bits. */
final class Products {

  private Products() {}

  /** &lt;left, right>; four sums side by side, since one would wait for itself. */
  static double of(float[] left, float[] right) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 4 <= left.length; j += 4) {
      sum0 += (double) left[j] * right[j];
      sum1 += (double) left[j + 1] * right[j + 1];
      sum2 += (double) left[j + 2] * right[j + 2];
      sum3 += (double) left[j + 3] * right[j + 3];
    }
    for (; j < left.length; j++) {
      sum0 += (double) left[j] * right[j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** Scales every row of a row-major matrix to length 1, in place; a row of no length stays. */
  static void normalizeRows(double[] rows, int dimension) {
    for (int at = 0; at < rows.length; at += dimension) {
      double squares = 0;
      for (int j = 0; j < dimension; j++) {
        squares += rows[at + j] * rows[at + j];
      }
      double length = squares > 0 ? Math.sqrt(squares) : 1;
      for (int j = 0; j < dimension; j++) {
        rows[at + j] /= length;
      }
    }
  }
}
