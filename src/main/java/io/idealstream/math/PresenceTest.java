package io.idealstream.math;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether a vector is more than noise.
 *
 * <pre>
 *   T = |u|^2 / SE^2,     under u = 0:  d_eff T ~ chi-squared with d_eff degrees of freedom
 * </pre>
 *
 * @param statistic T; 1 is what noise alone gives on average
 * @param squaredLength |u|^2 - SE^2, without the bias that noise adds; may be below 0
 * @param probability of a T at least this large if there is nothing
 */
public record PresenceTest(double statistic, double squaredLength, double probability) {

  /**
   * Tests a vector.
   *
   * @param standardError root of the expected squared distance over all dimensions, above 0
   * @param effectiveDimension see {@link EffectiveDimension}, above 0
   */
  public static PresenceTest of(double[] vector, double standardError, double effectiveDimension) {
    if (!(standardError > 0) || !(effectiveDimension > 0)) {
      throw new IllegalArgumentException(
          "standard error %s and effective dimension %s, expected both above 0"
              .formatted(standardError, effectiveDimension));
    }
    double squared = Vectors.dot(vector, 0, vector, 0, vector.length);
    double variance = standardError * standardError;
    double statistic = squared / variance;
    double probability =
        ChiSquaredDistribution.of(effectiveDimension)
            .survivalProbability(effectiveDimension * statistic);
    return new PresenceTest(statistic, squared - variance, probability);
  }
}
