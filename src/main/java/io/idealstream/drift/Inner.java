package io.idealstream.drift;

/** Inner products with rows of a flat array. */
final class Inner {

  private Inner() {}

  /** &lt;x, row>; the order of additions depends on nothing but the dimension. */
  static double of(float[] x, double[] rows, int at) {
    double sum0 = 0;
    double sum1 = 0;
    int j = 0;
    for (; j + 2 <= x.length; j += 2) {
      sum0 += x[j] * rows[at + j];
      sum1 += x[j + 1] * rows[at + j + 1];
    }
    return j < x.length ? sum0 + sum1 + x[j] * rows[at + j] : sum0 + sum1;
  }

  /** &lt;left, right> of two rows. */
  static double of(double[] left, int leftAt, double[] right, int rightAt, int length) {
    double sum = 0;
    for (int j = 0; j < length; j++) {
      sum += left[leftAt + j] * right[rightAt + j];
    }
    return sum;
  }

  /** &lt;left, right> of two vectors. */
  static double of(float[] left, float[] right) {
    double sum0 = 0;
    double sum1 = 0;
    int j = 0;
    for (; j + 2 <= left.length; j += 2) {
      sum0 += (double) left[j] * right[j];
      sum1 += (double) left[j + 1] * right[j + 1];
    }
    return j < left.length ? sum0 + sum1 + (double) left[j] * right[j] : sum0 + sum1;
  }

  /** Copies rows, each scaled to length 1; rows of no length stay. */
  static double[] unitRows(double[] rows, int dimension) {
    double[] unit = rows.clone();
    for (int at = 0; at < rows.length; at += dimension) {
      double length = Math.sqrt(of(rows, at, rows, at, dimension));
      for (int j = at; j < at + dimension && length > 0; j++) {
        unit[j] /= length;
      }
    }
    return unit;
  }
}
