package io.idealstream.math;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two that judge the same items differ by more than chance (McNemar 1947), exactly: of the
 * n items that one alone has right, k by the one, each is as likely to be the other's.
 *
 * <pre>
 *   p = min(1, 2 P(X &lt;= min(k, n - k))),    X binomial of n and 1/2
 * </pre>
 */
public final class McNemar {

  private McNemar() {}

  /**
   * The two-sided p-value; 1 where the two differ nowhere.
   *
   * @param one items that the one alone has right
   * @param other items that the other alone has right
   */
  public static double exact(long one, long other) {
    int discordant = Math.toIntExact(one + other);
    int fewer = Math.toIntExact(Math.min(one, other));
    return Math.min(1, 2 * BinomialDistribution.of(discordant, 0.5).cumulativeProbability(fewer));
  }
}
