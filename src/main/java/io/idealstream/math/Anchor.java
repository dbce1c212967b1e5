package io.idealstream.math;

import java.util.Arrays;

/**
 * The point from which sums are taken: sums hold x - anchor.
 *
 * <p>Embeddings of one model share a large common part, so that a word is a small difference of
 * large means. Sums of differences from a point near the mean keep the digits that such a
 * subtraction would lose. The anchor changes no result; sums merge only if theirs is the same.
 */
public final class Anchor {

  private final double[] point;
  private final boolean origin;

  private Anchor(double[] point) {
    this.point = point;
    origin = Arrays.stream(point).allMatch(number -> number == 0);
  }

  /** Sums are taken from zero. */
  public static Anchor origin(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension " + dimension + ", expected at least 1");
    }
    return new Anchor(new double[dimension]);
  }

  /**
   * Sums are taken from this point.
   *
   * @throws IllegalArgumentException if it is empty or not finite
   */
  public static Anchor at(double[] point) {
    if (point.length == 0) {
      throw new IllegalArgumentException("anchor of dimension 0, expected at least 1");
    }
    for (int j = 0; j < point.length; j++) {
      if (!Double.isFinite(point[j])) {
        throw new IllegalArgumentException(
            "anchor has %s at place %d, expected a finite number".formatted(point[j], j));
      }
    }
    return new Anchor(point.clone());
  }

  public int dimension() {
    return point.length;
  }

  public double[] toArray() {
    return point.clone();
  }

  double at(int place) {
    return point[place];
  }

  /** x - anchor [dimension]. */
  double[] difference(float[] vector) {
    double[] difference = new double[point.length];
    for (int j = 0; j < difference.length; j++) {
      difference[j] = vector[j] - point[j];
    }
    return difference;
  }

  /** Whether sums are taken from zero. */
  boolean isOrigin() {
    return origin;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Anchor that && Arrays.equals(point, that.point));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(point);
  }

  @Override
  public String toString() {
    return "anchor of dimension " + dimension();
  }
}
