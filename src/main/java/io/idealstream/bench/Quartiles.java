package io.idealstream.bench;

import java.util.Arrays;
import java.util.Collection;

/**
 * Quartiles of samples: always samples that occurred.
 *
 * @param lower a quarter of the samples is below
 * @param middle half of them
 * @param upper three quarters
 */
public record Quartiles(double lower, double middle, double upper) {

  /**
   * The quartiles of samples.
   *
   * @throws IllegalArgumentException without any
   */
  static Quartiles of(double... samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("no samples, expected at least one");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Quartiles(sorted[last / 4], sorted[last / 2], sorted[last - last / 4]);
  }

  static Quartiles of(Collection<Double> samples) {
    return of(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** How far the outer ones lie apart, as a share of the middle. */
  double spread() {
    return (upper - lower) / middle;
  }
}
