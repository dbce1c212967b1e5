package io.idealstream.decision;

/** Inner products in double, always summed in the same order: equal inputs give equal bits. */
final class Products {

  private Products() {}

  /** &lt;left, right>. */
  static double of(float[] left, float[] right) {
    double even = 0;
    double odd = 0;
    int j = 0;
    for (; j + 2 <= left.length; j += 2) {
      even += (double) left[j] * right[j];
      odd += (double) left[j + 1] * right[j + 1];
    }
    if (j < left.length) {
      even += (double) left[j] * right[j];
    }
    return even + odd;
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
