package io.idealstream.decision;

import java.util.List;

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

  /**
   * The same of one vector with many, two at a time: neither waits for the other.
   *
   * @param rights each as long as the left one
   */
  static double[] of(float[] left, List<float[]> rights) {
    double[] products = new double[rights.size()];
    int i = 0;
    for (; i + 2 <= products.length; i += 2) {
      two(left, rights.get(i), rights.get(i + 1), products, i);
    }
    if (i < products.length) {
      products[i] = of(left, rights.get(i));
    }
    return products;
  }

  /** Each is summed as it is alone, so that it has the same bits. */
  private static void two(float[] left, float[] right0, float[] right1, double[] products, int at) {
    double a0 = 0;
    double a1 = 0;
    double a2 = 0;
    double a3 = 0;
    double b0 = 0;
    double b1 = 0;
    double b2 = 0;
    double b3 = 0;
    int j = 0;
    for (; j + 4 <= left.length; j += 4) {
      a0 += (double) left[j] * right0[j];
      b0 += (double) left[j] * right1[j];
      a1 += (double) left[j + 1] * right0[j + 1];
      b1 += (double) left[j + 1] * right1[j + 1];
      a2 += (double) left[j + 2] * right0[j + 2];
      b2 += (double) left[j + 2] * right1[j + 2];
      a3 += (double) left[j + 3] * right0[j + 3];
      b3 += (double) left[j + 3] * right1[j + 3];
    }
    for (; j < left.length; j++) {
      a0 += (double) left[j] * right0[j];
      b0 += (double) left[j] * right1[j];
    }
    products[at] = (a0 + a1) + (a2 + a3);
    products[at + 1] = (b0 + b1) + (b2 + b3);
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
