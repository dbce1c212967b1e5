package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a statistic would raise an alarm, for every threshold at once: of each run the places
 * at which it reached a new height are kept.
 *
 * <pre>
 *   rate(h) = runs that reach h / sum over runs of the intervals up to there, or up to their end
 * </pre>
 *
 * <p>The runs begin as after an alarm, and are cut: what has a constant hazard loses nothing by it.
 */
public final class FirstPassages {

  private record Height(long interval, double score) {}

  private final List<List<Height>> runs = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();

  /** Begins a run. */
  public void begin() {
    runs.add(new ArrayList<>());
    lengths.add(0L);
  }

  /** The next interval of the run. */
  public void add(double score) {
    int run = runs.size() - 1;
    long interval = lengths.get(run) + 1;
    lengths.set(run, interval);
    List<Height> heights = runs.get(run);
    if (heights.isEmpty() || score > heights.get(heights.size() - 1).score) {
      heights.add(new Height(interval, score));
    }
  }

  /** Alarms that a threshold raises: a run ends at its first. */
  public long alarms(double threshold) {
    return runs.stream().filter(run -> top(run) >= threshold).count();
  }

  private static double top(List<Height> run) {
    return run.isEmpty() ? Double.NEGATIVE_INFINITY : run.get(run.size() - 1).score;
  }

  /** Intervals of all runs up to their alarm. */
  public long intervals(double threshold) {
    long sum = 0;
    for (int run = 0; run < runs.size(); run++) {
      sum += passage(run, threshold);
    }
    return sum;
  }

  private long passage(int run, double threshold) {
    List<Height> heights = runs.get(run);
    if (top(heights) < threshold) {
      return lengths.get(run);
    }
    int low = 0;
    int high = heights.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (heights.get(middle).score >= threshold) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return heights.get(low).interval;
  }

  /** Alarms per interval. */
  public double rate(double threshold) {
    return (double) alarms(threshold) / Math.max(1, intervals(threshold));
  }

  /**
   * The least threshold, among the heights that were reached, with at most this rate; infinite if
   * there is none.
   *
   * @param rate alarms per interval
   */
  public double threshold(double rate) {
    double[] heights =
        runs.stream()
            .flatMap(List::stream)
            .mapToDouble(Height::score)
            .distinct()
            .sorted()
            .toArray();
    int low = 0;
    int high = heights.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (rate(heights[middle]) <= rate) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == heights.length ? Double.POSITIVE_INFINITY : heights[low];
  }
}
