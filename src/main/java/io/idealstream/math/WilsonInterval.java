package io.idealstream.math;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Where a share lies of which k of n items were seen (Wilson, JASA 1927): all shares from which the
 * seen one is no more than z standard errors away.
 *
 * <pre>
 *   (k + z^2/2 +- z sqrt(k (n - k) / n + z^2/4)) / (n + z^2)        z the normal quantile
 * </pre>
 *
 * <p>It never has length zero and never leaves 0 to 1; 20 of 20 are 0.84 to 1 at 95 %. The k may be
 * the sum of n numbers between 0 and 1 as well: these vary no more than noughts and ones do.
 */
public final class WilsonInterval {

  private WilsonInterval() {}

  /**
   * The interval of one share; unknown without items.
   *
   * @param seen k, 0 to n
   * @param items n
   * @param confidence above 0, below 1
   */
  public static Interval of(double seen, double items, double confidence) {
    if (!(items > 0)) {
      return Interval.UNKNOWN;
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    double middle = seen + z * z / 2;
    double half = z * Math.sqrt(seen * (items - seen) / items + z * z / 4);
    double all = items + z * z;
    return new Interval(
        seen <= 0 ? 0 : (middle - half) / all, seen >= items ? 1 : (middle + half) / all);
  }

  /**
   * Confidence of each of several independent intervals that all hold with the one given (Sidak,
   * JASA 1967): c^(1/m).
   */
  public static double each(double together, int intervals) {
    return Math.pow(together, 1.0 / Math.max(1, intervals));
  }
}
