package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
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

  /** Of each bet: the direction's weight by its bets, which are even: as many on either side. */
  private final double[] shares;

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
    shares = new double[number];
    for (int b = 0; b < number; b++) {
      shares[b] = weights[b / bets] / bets;
    }
    logs = new double[number];
    leastLogs = new double[number];
    leastAt = new long[number];
  }

  void write(FlatWriter out) {
    out.number(intervals).reals(wealth).reals(logs).reals(leastLogs).numbers(leastAt);
  }

  /** Takes over what {@link #write} wrote of one with the same weights and bets. */
  void read(FlatReader in) {
    intervals = in.number();
    fill(in.reals(), wealth);
    fill(in.reals(), logs);
    fill(in.reals(), leastLogs);
    System.arraycopy(in.numbers(), 0, leastAt, 0, leastAt.length);
  }

  private static void fill(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
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
  public static double[] multipliers(double[] factors) {
    double[] multipliers = new double[factors.length];
    for (int b = 0; b < factors.length; b++) {
      multipliers[b] = Math.exp(factors[b]);
    }
    return multipliers;
  }

  /** The same where exp of the factors is known. */
  private double take(double[] factors, double[] multipliers) {
    for (int b = 0; b < wealth.length; b++) {
      logs[b] += factors[b];
      if (logs[b] <= leastLogs[b]) {
        leastLogs[b] = logs[b];
        leastAt[b] = intervals + 1;
      }
    }
    return bet(multipliers);
  }

  /**
   * The same for who does not ask when a change began.
   *
   * @param multipliers exp of the factors
   */
  public double bet(double[] multipliers) {
    double score0 = 0;
    double score1 = 0;
    for (int b = 0; b < wealth.length; b += 2) {
      wealth[b] = (wealth[b] + 1) * multipliers[b];
      wealth[b + 1] = (wealth[b + 1] + 1) * multipliers[b + 1];
      score0 += shares[b] * wealth[b];
      score1 += shares[b + 1] * wealth[b + 1];
    }
    intervals++;
    return score0 + score1;
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

  /** What the bets on a direction add to the average now. */
  double share(int direction) {
    double sum = 0;
    for (int b = direction * bets; b < (direction + 1) * bets; b++) {
      sum += shares[b] * wealth[b];
    }
    return sum;
  }

  /** The best bet on a direction, weighted; below 0 if it bet on falling. */
  private double evidence(int direction) {
    int first = direction * bets;
    int best = first;
    for (int b = first + 1; b < first + bets; b++) {
      best = wealth[b] > wealth[best] ? b : best;
    }
    return weights[direction] * (best - first < bets / 2 ? wealth[best] : -wealth[best]);
  }

  /** Forgets all wealth, as after an alarm; intervals are counted on. */
  public void reset() {
    Arrays.fill(wealth, 0);
    Arrays.fill(logs, 0);
    Arrays.fill(leastLogs, 0);
    Arrays.fill(leastAt, intervals);
  }
}
