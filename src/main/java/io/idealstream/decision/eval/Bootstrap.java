package io.idealstream.decision.eval;

import io.idealstream.math.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Standard errors by drawing as many items again, with replacement (Efron 1979).
 *
 * <pre>
 *   SE(s)^2 = 1 / (R - 1) sum_r (s_r - mean s)^2,     s_r over the items of draw r
 * </pre>
 *
 * <p>Items of one kind are alike to the statistics, so a draw is the number of items of every kind.
 * The same seed gives the same errors.
 */
public final class Bootstrap {

  /** Draws that tell a standard error within three percent. */
  public static final int DRAWS = 1000;

  private final int draws;
  private final long seed;

  /**
   * @param draws R, at least two
   */
  public Bootstrap(int draws, long seed) {
    if (draws < 2) {
      throw new IllegalArgumentException(
          "%d draws to tell a standard error by, expected two or more".formatted(draws));
    }
    this.draws = draws;
    this.seed = seed;
  }

  long seed() {
    return seed;
  }

  /** What is measured over items. */
  @FunctionalInterface
  public interface Statistics {

    /**
     * The statistics, always as many; NaN for what the items say nothing of.
     *
     * @param counts items of every kind; not to be kept
     */
    double[] of(int[] counts);
  }

  /**
   * Statistics with their standard errors, without intervals. Draws for which a statistic is NaN
   * are left out of its error.
   *
   * @param counts items of every kind
   */
  public List<Estimate> of(int[] counts, Statistics statistics) {
    double[] values = statistics.of(counts);
    Spread[] spreads = new Spread[values.length];
    for (int s = 0; s < values.length; s++) {
      spreads[s] = new Spread();
    }
    int[] kinds = kinds(counts);
    SplittableRandom random = new SplittableRandom(seed);
    for (int draw = 0; draw < draws && kinds.length > 0; draw++) {
      int[] drawn = new int[counts.length];
      for (int item = 0; item < kinds.length; item++) {
        drawn[kinds[random.nextInt(kinds.length)]]++;
      }
      double[] of = statistics.of(drawn);
      for (int s = 0; s < of.length; s++) {
        spreads[s].add(of[s]);
      }
    }
    List<Estimate> estimates = new ArrayList<>();
    for (int s = 0; s < values.length; s++) {
      estimates.add(new Estimate(values[s], spreads[s].deviation(), Interval.UNKNOWN));
    }
    return estimates;
  }

  /** The kind of every item. */
  private static int[] kinds(int[] counts) {
    int items = 0;
    for (int count : counts) {
      items = Math.addExact(items, count);
    }
    int[] kinds = new int[items];
    int item = 0;
    for (int kind = 0; kind < counts.length; kind++) {
      for (int i = 0; i < counts[kind]; i++) {
        kinds[item++] = kind;
      }
    }
    return kinds;
  }
}
