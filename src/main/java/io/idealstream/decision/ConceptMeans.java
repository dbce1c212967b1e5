package io.idealstream.decision;

import io.idealstream.math.VectorSum;
import java.util.Optional;

/**
 * Vectors of a personal concept, taught by a few images of it and of the coarse class it belongs to
 * (Trager et al. 2023, table 3). With m the mean of its examples and c that of its class, all unit
 * vectors:
 *
 * <pre>
 *   removed      m - c
 *   kept         m
 *   normalized   m / |m| - c / |c|
 *   average      m / |m|
 * </pre>
 *
 * A vector is empty while an image that it asks for is missing, or where it has no direction.
 *
 * @param examples unit vectors of the concept
 * @param ofClass unit vectors of its class
 */
public record ConceptMeans(VectorSum examples, VectorSum ofClass) {

  /** What the examples add to their class [dimension]. */
  public Optional<double[]> removed() {
    return mean(examples).flatMap(m -> mean(ofClass).map(c -> minus(m, c)));
  }

  /** The mean with the class in it [dimension]. */
  public Optional<double[]> kept() {
    return mean(examples);
  }

  /** As {@link #removed}, with both means of length 1 [dimension]. */
  public Optional<double[]> normalized() {
    return average().flatMap(m -> mean(ofClass).flatMap(ConceptMeans::unit).map(c -> minus(m, c)));
  }

  /** The mean of length 1 [dimension]. */
  public Optional<double[]> average() {
    return mean(examples).flatMap(ConceptMeans::unit);
  }

  private static Optional<double[]> mean(VectorSum sum) {
    return sum.count() == 0 ? Optional.empty() : Optional.of(sum.mean());
  }

  private static Optional<double[]> unit(double[] vector) {
    double squares = 0;
    for (double x : vector) {
      squares += x * x;
    }
    double length = Math.sqrt(squares);
    if (length == 0) {
      return Optional.empty();
    }
    double[] unit = new double[vector.length];
    for (int j = 0; j < unit.length; j++) {
      unit[j] = vector[j] / length;
    }
    return Optional.of(unit);
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }
}
