package io.idealstream.drift;

/**
 * What is normal for one direction, in codes of its {@link Quantiser}.
 *
 * @param mean of the codes
 * @param deviation of the codes, above 0
 * @param clippedMean mean of the clipped scores, which rare values move away from 0
 * @param effective number of items behind it: votes by the design effect
 * @param margin the change, in deviations, that is not bet on
 */
public record Standard(
    double mean, double deviation, double clippedMean, double effective, double margin) {

  /** Scores are clipped at so many deviations: no single item decides. */
  static final double CLIP = 4;

  /** The largest margin: a bet must never lose all it has. */
  static final double MOST_MARGIN = 0.5;

  /** The standardised score of a code, its mean over the reference 0. */
  public double score(int code) {
    return clipped(code) - clippedMean;
  }

  private double clipped(int code) {
    return Math.max(-CLIP, Math.min(CLIP, (code - mean) / deviation));
  }

  /**
   * The standard that blocks of the reference make.
   *
   * <pre>
   *   design effect = max(1, sum_b n_b (m_b - m)^2 / (B - 1) / deviation^2)       m_b mean of block b
   *   effective     = sum_b n_b / design effect
   *   margin        = max(least change, z / sqrt(effective))                      in deviations
   * </pre>
   *
   * @param blocks votes by code, [blocks][codes]: neighbours in time, so that what depends on each
   *     other is mostly in one block
   * @param leastDeviation in codes
   * @param leastChange in codes
   * @param z standard errors that the reference may be off
   */
  static Standard of(long[][] blocks, double leastDeviation, double leastChange, double z) {
    Sums all = Sums.of(blocks);
    double votes = all.votes;
    if (votes == 0) {
      return new Standard(0, leastDeviation, 0, 0, MOST_MARGIN);
    }
    double mean = all.mean();
    double deviation = Math.max(leastDeviation, Math.sqrt(all.variance()));
    double effective = votes / designEffect(blocks);
    double margin = Math.max(leastChange / deviation, z / Math.sqrt(effective));
    Standard raw = new Standard(mean, deviation, 0, effective, Math.min(MOST_MARGIN, margin));
    double clipped = 0;
    for (long[] block : blocks) {
      for (int code = 0; code < block.length; code++) {
        clipped += block[code] * raw.clipped(code) / votes;
      }
    }
    return new Standard(mean, deviation, clipped, effective, raw.margin);
  }

  /** See {@link #of}; 1 where it cannot be told. */
  static double designEffect(long[][] blocks) {
    Sums all = Sums.of(blocks);
    double between = 0;
    int used = 0;
    for (long[] block : blocks) {
      Sums one = Sums.of(new long[][] {block});
      if (one.votes > 0) {
        between += one.votes * Math.pow(one.mean() - all.mean(), 2);
        used++;
      }
    }
    double variance = all.variance();
    return used < 2 || variance == 0 ? 1 : Math.max(1, between / (used - 1) / variance);
  }

  /** Sums over votes of 1, the code and its square. */
  private record Sums(double votes, double codes, double squares) {

    static Sums of(long[][] blocks) {
      double votes = 0;
      double codes = 0;
      double squares = 0;
      for (long[] block : blocks) {
        for (int code = 0; code < block.length; code++) {
          votes += block[code];
          codes += (double) block[code] * code;
          squares += (double) block[code] * code * code;
        }
      }
      return new Sums(votes, codes, squares);
    }

    double mean() {
      return codes / votes;
    }

    double variance() {
      return Math.max(0, squares / votes - mean() * mean());
    }
  }
}
