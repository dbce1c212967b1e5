package io.idealstream.drift;

import java.util.Arrays;
import java.util.Optional;

/**
 * Averaged e-detectors (Shin, Ramdas and Rinaldo, "E-detectors", 2023), one for each bet on each
 * direction.
 *
 * <pre>
 *   M_jb = (M_jb + 1) exp(log factor_jb)      at the end of each interval that has votes
 *   alarm when  sum_j w_j mean_b M_jb  reaches the threshold h;  then every M is 0 again
 * </pre>
 *
 * <p>With factors of mean at most 1 and weights that sum to at most 1 the mean time to a false
 * alarm is at least h intervals, whatever the distribution. Mutable; its state is two numbers and
 * an index for each bet.
 */
public final class Detector {

  private final double[] weights;
  private final int bets;
  private final double[] wealth;
  private final double[] logs;
  private final double[] leastLogs;
  private final long[] leastAt;
  private long intervals;

  /**
   * @param weights of the directions, by a {@link Budget}
   * @param bets on each direction
   */
  public Detector(double[] weights, int bets) {
    this.weights = weights.clone();
    this.bets = bets;
    int number = weights.length * bets;
    wealth = new double[number];
    logs = new double[number];
    leastLogs = new double[number];
    leastAt = new long[number];
  }

  /** Intervals with votes so far. */
  public long intervals() {
    return intervals;
  }

  /**
   * Takes the next interval that has votes.
   *
   * @param factors logs, row-major [directions x bets]
   * @return the average of the bets
   */
  public double take(double[] factors) {
    return take(factors, multipliers(factors));
  }

  /** exp of each factor. */
  static double[] multipliers(double[] factors) {
    double[] multipliers = new double[factors.length];
    for (int b = 0; b < factors.length; b++) {
      multipliers[b] = Math.exp(factors[b]);
    }
    return multipliers;
  }

  /** The same where exp of the factors is known. */
  double take(double[] factors, double[] multipliers) {
    double score = 0;
    for (int d = 0; d < weights.length; d++) {
      double sum = 0;
      for (int b = d * bets; b < (d + 1) * bets; b++) {
        wealth[b] = (wealth[b] + 1) * multipliers[b];
        logs[b] += factors[b];
        if (logs[b] <= leastLogs[b]) {
          leastLogs[b] = logs[b];
          leastAt[b] = intervals + 1;
        }
        sum += wealth[b];
      }
      score += weights[d] * sum / bets;
    }
    intervals++;
    return score;
  }

  /**
   * Takes the next interval and says whether something changed. An alarm resets all bets.
   *
   * @param votes if there are none, nothing changes
   */
  public Optional<Alarm> take(int slot, Histograms votes, Betting betting, double threshold) {
    if (votes.isEmpty()) {
      return Optional.empty();
    }
    double score = take(betting.logs(slot, votes));
    if (score < threshold) {
      return Optional.empty();
    }
    Alarm alarm = alarm(score, threshold);
    reset();
    return Optional.of(alarm);
  }

  /** The alarm that the bets make now. */
  private Alarm alarm(double score, double threshold) {
    int best = 0;
    for (int b = 1; b < wealth.length; b++) {
      best = weights[b / bets] * wealth[b] > weights[best / bets] * wealth[best] ? b : best;
    }
    int side = best % bets < bets / 2 ? 1 : -1;
    double[] evidence = new double[weights.length];
    for (int d = 0; d < evidence.length; d++) {
      evidence[d] = evidence(d);
    }
    return new Alarm(best / bets, side, leastAt[best], intervals - 1, score, threshold, evidence);
  }

  /** What the bets on a direction add to the score at most: their best, weighted. */
  private double evidence(int direction) {
    double most = 0;
    for (int b = direction * bets; b < (direction + 1) * bets; b++) {
      most = Math.max(most, wealth[b]);
    }
    return weights[direction] * most;
  }

  /** Forgets all wealth, as after an alarm; intervals are counted on. */
  public void reset() {
    Arrays.fill(wealth, 0);
    Arrays.fill(logs, 0);
    Arrays.fill(leastLogs, 0);
    Arrays.fill(leastAt, intervals);
  }
}
