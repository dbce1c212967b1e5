package io.idealstream.math;

import java.util.Arrays;

/** Inner loops over parts of flat arrays; equal inputs give equal bits. */
public final class Vectors {

  private Vectors() {}

  /** &lt;x, row>, the row starting at a place of a row-major matrix. */
  public static double dot(float[] x, double[] rows, int at) {
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
    for (; j < x.length; j++) {
      sum0 += x[j] * rows[at + j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /**
   * &lt;x, row> for every row of a row-major matrix, two at a time; the same bits as {@link
   * #dot(float[], double[], int)} gives for each.
   *
   * @param products takes one number a row
   */
  public static void dots(float[] x, double[] rows, double[] products) {
    int row = 0;
    for (; row + 2 <= products.length; row += 2) {
      dots(x, rows, row * x.length, products, row);
    }
    if (row < products.length) {
      products[row] = dot(x, rows, row * x.length);
    }
  }

  private static void dots(float[] x, double[] rows, int at, double[] products, int row) {
    int below = at + x.length;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double below0 = 0;
    double below1 = 0;
    double below2 = 0;
    double below3 = 0;
    int j = 0;
    for (; j + 4 <= x.length; j += 4) {
      double x0 = x[j];
      double x1 = x[j + 1];
      double x2 = x[j + 2];
      double x3 = x[j + 3];
      sum0 += x0 * rows[at + j];
      sum1 += x1 * rows[at + j + 1];
      sum2 += x2 * rows[at + j + 2];
      sum3 += x3 * rows[at + j + 3];
      below0 += x0 * rows[below + j];
      below1 += x1 * rows[below + j + 1];
      below2 += x2 * rows[below + j + 2];
      below3 += x3 * rows[below + j + 3];
    }
    for (; j < x.length; j++) {
      sum0 += x[j] * rows[at + j];
      below0 += x[j] * rows[below + j];
    }
    products[row] = (sum0 + sum1) + (sum2 + sum3);
    products[row + 1] = (below0 + below1) + (below2 + below3);
  }

  /** Four sums side by side: one chain of additions would wait for itself. */
  public static double dot(double[] left, int leftAt, double[] right, int rightAt, int length) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 4 <= length; j += 4) {
      sum0 += left[leftAt + j] * right[rightAt + j];
      sum1 += left[leftAt + j + 1] * right[rightAt + j + 1];
      sum2 += left[leftAt + j + 2] * right[rightAt + j + 2];
      sum3 += left[leftAt + j + 3] * right[rightAt + j + 3];
    }
    for (; j < length; j++) {
      sum0 += left[leftAt + j] * right[rightAt + j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** &lt;x, x>, added up as {@link #dot(double[], int, double[], int, int)} does. */
  static double squares(float[] x) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 4 <= x.length; j += 4) {
      sum0 += (double) x[j] * x[j];
      sum1 += (double) x[j + 1] * x[j + 1];
      sum2 += (double) x[j + 2] * x[j + 2];
      sum3 += (double) x[j + 3] * x[j + 3];
    }
    for (; j < x.length; j++) {
      sum0 += (double) x[j] * x[j];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** |x - p|^2 and |y - q|^2, written to two places. */
  static void squaredDistances(
      float[] x, double[] p, float[] y, double[] q, double[] distances, int at) {
    double evenX = 0;
    double oddX = 0;
    double evenY = 0;
    double oddY = 0;
    int j = 0;
    for (; j + 2 <= x.length; j += 2) {
      double left = x[j] - p[j];
      double right = x[j + 1] - p[j + 1];
      evenX += left * left;
      oddX += right * right;
      double leftY = y[j] - q[j];
      double rightY = y[j + 1] - q[j + 1];
      evenY += leftY * leftY;
      oddY += rightY * rightY;
    }
    if (j < x.length) {
      evenX += (x[j] - p[j]) * (x[j] - p[j]);
      evenY += (y[j] - q[j]) * (y[j] - q[j]);
    }
    distances[at] = evenX + oddX;
    distances[at + 1] = evenY + oddY;
  }

  /** target += factor * source. */
  static void add(
      double[] target, int targetAt, double factor, double[] source, int sourceAt, int length) {
    for (int j = 0; j < length; j++) {
      target[targetAt + j] += factor * source[sourceAt + j];
    }
  }

  /** target += factor * source. */
  static void add(double[] target, int targetAt, double factor, float[] source) {
    for (int j = 0; j < source.length; j++) {
      target[targetAt + j] += factor * source[j];
    }
  }

  /** target = source. */
  static void widen(float[] source, double[] target) {
    for (int j = 0; j < source.length; j++) {
      target[j] = source[j];
    }
  }

  /** target += factor * source, both whole: places that are the same let processors add at once. */
  static void add(double[] target, double factor, double[] source) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * source[j];
    }
  }

  /** target = left + right, all whole. */
  static void sum(double[] target, double[] left, double[] right) {
    for (int j = 0; j < target.length; j++) {
      target[j] = left[j] + right[j];
    }
  }

  /** The lines of a row-major matrix. */
  static double[][] lines(double[] matrix, int width) {
    double[][] lines = new double[matrix.length / width][];
    Arrays.setAll(lines, row -> Arrays.copyOfRange(matrix, row * width, (row + 1) * width));
    return lines;
  }

  /** The row-major matrix of these lines, all of one width. */
  static double[] joined(double[][] lines) {
    double[] matrix = new double[lines.length * lines[0].length];
    for (int row = 0; row < lines.length; row++) {
      System.arraycopy(lines[row], 0, matrix, row * lines[row].length, lines[row].length);
    }
    return matrix;
  }

  /**
   * target[width] += factors[count] * matrix[count x width]. Four rows at a time, so that the
   * target is read and written a quarter as often.
   */
  static void addCombination(
      double[] target,
      int targetAt,
      double[] factors,
      int factorsAt,
      int count,
      double[] matrix,
      int width) {
    int row = 0;
    for (; row + 4 <= count; row += 4) {
      double a = factors[factorsAt + row];
      double b = factors[factorsAt + row + 1];
      double c = factors[factorsAt + row + 2];
      double d = factors[factorsAt + row + 3];
      int first = row * width;
      int second = first + width;
      int third = second + width;
      int fourth = third + width;
      for (int j = 0; j < width; j++) {
        target[targetAt + j] +=
            (a * matrix[first + j] + b * matrix[second + j])
                + (c * matrix[third + j] + d * matrix[fourth + j]);
      }
    }
    for (; row < count; row++) {
      add(target, targetAt, factors[factorsAt + row], matrix, row * width, width);
    }
  }
}
