package io.idealstream.drift;

import io.idealstream.math.Vectors;

/** Distances and lengths of rows. */
final class Rows {

  private static final int BLOCK = 8;

  private Rows() {}

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
      double length = Math.sqrt(Vectors.dot(rows, at, rows, at, dimension));
      for (int j = at; j < at + dimension && length > 0; j++) {
        unit[j] /= length;
      }
    }
    return unit;
  }
}
