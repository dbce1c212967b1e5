package io.idealstream.drift;

/** Inner products with rows of a flat array. */
final class Inner {

  private static final int BLOCK = 8;

  private Inner() {}

  /** &lt;x, row>; the order of additions depends on nothing but the dimension. */
  static double of(float[] x, double[] rows, int at) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 4 <= x.length; j += 4) {
      sum0 += x[j] * rows[at + j];
      sum1 += x[j + 1] * rows[at + j + 1];
      sum2 += x[j + 2] * rows[at + j + 2];
      sum3 += x[j + 3] * rows[at + j + 3];
    }
    double sum = sum0 + sum1 + (sum2 + sum3);
    for (; j < x.length; j++) {
      sum += x[j] * rows[at + j];
    }
    return sum;
  }

  /** &lt;left, right> of two rows. */
  static double of(double[] left, int leftAt, double[] right, int rightAt, int length) {
    double sum = 0;
    for (int j = 0; j < length; j++) {
      sum += left[leftAt + j] * right[rightAt + j];
    }
    return sum;
  }

  /** Whether |left - right|^2 is below a bound; most vectors are told apart by a few numbers. */
  static boolean nearer(float[] left, float[] right, double bound) {
    double squares = 0;
    for (int j = 0; j < left.length && squares < bound; ) {
      for (int end = Math.min(left.length, j + BLOCK); j < end; j++) {
        float difference = left[j] - right[j];
        squares += difference * difference;
      }
    }
    return squares < bound;
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
