package io.idealstream.cli.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * ADWIN (Bifet and Gavalda 2007) on the mean of every direction: the window since the last alarm,
 * the reference before it, is cut wherever its buckets allow.
 *
 * <pre>
 *   alarm if |m0 - m1| >= sqrt(2 / m s^2 L) + 2 / (3 m) L,    1 / m = 1 / n0 + 1 / n1,  L = ln(2 / d')
 * </pre>
 *
 * <p>The statistic is the largest L at which some cut of some direction would be an alarm, so that
 * d' needs no choice. Means are brought to 0 to 1, as ADWIN expects: half of 16 standard errors on
 * either side.
 */
final class Adwin implements Rival {

  /** Buckets of one length. */
  private static final int BUCKETS = 5;

  private static final int LEAST = 5;
  private static final double RANGE = 16;

  /** Sums of some intervals, of every direction. */
  private static final class Bucket {
    final long intervals;
    final double[] sums;

    Bucket(long intervals, double[] sums) {
      this.intervals = intervals;
      this.sums = sums;
    }

    Bucket plus(Bucket other) {
      double[] both = sums.clone();
      for (int d = 0; d < both.length; d++) {
        both[d] += other.sums[d];
      }
      return new Bucket(intervals + other.intervals, both);
    }
  }

  private final int directions;
  private List<Bucket> buckets = new ArrayList<>();
  private double[] sums;
  private double[] squares;
  private long intervals;
  private Adwin start;

  Adwin(int directions) {
    this.directions = directions;
    sums = new double[directions];
    squares = new double[directions];
  }

  /** Where {@link #reset} comes back to: all intervals so far. */
  void mark() {
    start = new Adwin(directions);
    start.buckets = new ArrayList<>(buckets);
    start.sums = sums.clone();
    start.squares = squares.clone();
    start.intervals = intervals;
  }

  @Override
  public double take(Seen interval) {
    add(interval);
    double most = 0;
    double[] before = new double[directions];
    long n0 = 0;
    for (Bucket bucket : buckets) {
      for (int d = 0; d < directions; d++) {
        before[d] += bucket.sums[d];
      }
      n0 += bucket.intervals;
      long n1 = intervals - n0;
      for (int d = 0; d < directions && n0 >= LEAST && n1 >= LEAST; d++) {
        most = Math.max(most, level(before[d], n0, sums[d] - before[d], n1, variance(d)));
      }
    }
    return most;
  }

  private double variance(int direction) {
    double mean = sums[direction] / intervals;
    return Math.max(0, squares[direction] / intervals - mean * mean);
  }

  /** L at which the two sides' means differ just enough. */
  static double level(double sum0, long n0, double sum1, long n1, double variance) {
    double m = 1 / (1.0 / n0 + 1.0 / n1);
    double a = 2 / (3 * m);
    double b = Math.sqrt(2 * variance / m);
    double difference = Math.abs(sum0 / n0 - sum1 / n1);
    double root = (Math.sqrt(b * b + 4 * a * difference) - b) / (2 * a);
    return root * root;
  }

  void add(Seen interval) {
    double[] scaled = new double[directions];
    for (int d = 0; d < directions; d++) {
      scaled[d] = Math.max(0, Math.min(1, 0.5 + interval.means()[d] / RANGE));
      sums[d] += scaled[d];
      squares[d] += scaled[d] * scaled[d];
    }
    intervals++;
    buckets.add(new Bucket(1, scaled));
    for (int last = buckets.size() - 1; ; ) {
      int first = last;
      while (first > 0 && buckets.get(first - 1).intervals == buckets.get(last).intervals) {
        first--;
      }
      if (last - first < BUCKETS) {
        return;
      }
      buckets.set(first, buckets.get(first).plus(buckets.get(first + 1)));
      buckets.remove(first + 1);
      last = first;
    }
  }

  @Override
  public void reset() {
    buckets = start == null ? new ArrayList<>() : new ArrayList<>(start.buckets);
    sums = start == null ? new double[directions] : start.sums.clone();
    squares = start == null ? new double[directions] : start.squares.clone();
    intervals = start == null ? 0 : start.intervals;
  }
}
