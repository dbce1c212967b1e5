package io.idealstream.math;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Quantiles of the standard normal distribution. */
public final class NormalQuantile {

  private NormalQuantile() {}

  /**
   * The number that a standard normal one is below with a probability.
   *
   * @param probability above 0, below 1
   */
  public static double of(double probability) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(probability);
  }
}
