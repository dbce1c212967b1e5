package io.idealstream.math;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Shares of kinds that may have brought forth the items seen: the Bayesian bootstrap (Rubin 1981).
 * Mutable.
 *
 * <pre>
 *   p ~ Dirichlet(n + b):    g_j ~ Gamma(n_j + b_j),    p_j = g_j / sum g
 * </pre>
 *
 * <p>With half an item of every kind beforehand, b = 1/2 (Jeffreys), a kind that was not seen is
 * rare and not impossible.
 */
public final class DirichletSampler {

  /** An item of every kind beforehand: half a one. */
  public static final double BEFOREHAND = 0.5;

  private final ContinuousDistribution.Sampler[] gammas;
  private final double[] shares;

  /**
   * @param items n + b of every kind, above 0
   */
  public DirichletSampler(double[] items, SplittableRandom random) {
    gammas =
        Arrays.stream(items)
            .mapToObj(shape -> GammaDistribution.of(shape, 1).createSampler(random::nextLong))
            .toArray(ContinuousDistribution.Sampler[]::new);
    shares = new double[items.length];
  }

  /** Half an item of every kind beforehand. */
  public static DirichletSampler of(int[] counts, SplittableRandom random) {
    return new DirichletSampler(
        Arrays.stream(counts).mapToDouble(n -> n + BEFOREHAND).toArray(), random);
  }

  /** Another draw, which sums to 1; overwritten by the next. */
  public double[] next() {
    double sum = 0;
    for (int j = 0; j < shares.length; j++) {
      shares[j] = gammas[j].sample();
      sum += shares[j];
    }
    for (int j = 0; j < shares.length; j++) {
      shares[j] /= sum;
    }
    return shares;
  }
}
