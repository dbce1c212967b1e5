package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Optional;

/** What is remembered of the intervals that were watched, by which changes are told. Mutable. */
final class Past {

  /** Powers of two, so that whole numbers stay whole: codes of an interval, and its votes. */
  private static final float CODES = 1f / (1 << 18);

  private static final float VOTES = 1f / (1 << 10);

  /** A mean so near to the first or the last code was clipped there. */
  private static final double FARTHEST = 0.5;

  private final int directions;
  private final RecentTotals moments;

  /** Sums of codes by direction, then votes. */
  private final RecentTotals votes;

  private final VotedIntervals intervals;
  private double score;

  private Past(int directions, RecentTotals moments, RecentTotals votes, VotedIntervals intervals) {
    this.directions = directions;
    this.moments = moments;
    this.votes = votes;
    this.intervals = intervals;
  }

  /** Of no interval yet. */
  Past(int directions, int moments) {
    this(
        directions,
        new RecentTotals(moments),
        new RecentTotals(2 * directions),
        new VotedIntervals());
  }

  static Past read(int directions, int moments, FlatReader in) {
    double score = in.real();
    Past past =
        new Past(
            directions,
            RecentTotals.read(moments, in),
            RecentTotals.read(2 * directions, in),
            VotedIntervals.read(in));
    past.score = score;
    return past;
  }

  void write(FlatWriter out) {
    out.real(score);
    moments.write(out);
    votes.write(out);
    intervals.write(out);
  }

  /** Adds an interval, the {@code voted}-th with votes. */
  void add(long voted, long interval, Histograms of, VectorTotals ofItems) {
    intervals.add(voted, interval);
    moments.add(voted, ofItems);
    float[] sums = new float[2 * directions];
    for (int d = 0; d < directions; d++) {
      sums[d] = of.codes(d) * CODES;
      sums[directions + d] = of.votes(d) * VOTES;
    }
    VectorTotals totals = new VectorTotals(sums.length);
    totals.add(sums);
    votes.add(voted, totals);
  }

  void remember(Alarm alarm) {
    score = alarm.score();
  }

  /** Of the last alarm. */
  double score() {
    return score;
  }

  RecentTotals moments() {
    return moments;
  }

  /** The interval that was the {@code voted}-th. */
  long interval(long voted) {
    return intervals.interval(voted);
  }

  /** How a direction has changed since the {@code voted}-th interval; empty where nobody voted. */
  Optional<Change> change(Reference reference, int direction, long voted, int slot) {
    VectorTotals since = votes.since(voted);
    double[] mean = since.mean();
    double number = mean[directions + direction] / VOTES * since.items();
    if (number == 0) {
      return Optional.empty();
    }
    double code = mean[direction] / CODES * since.items() / number;
    Standard standard = reference.standard(slot, direction);
    double step = reference.quantiser().step(direction);
    return Optional.of(
        new Change(
            reference.directions().get(direction),
            reference.quantiser().score(direction, standard.mean()),
            reference.quantiser().score(direction, code),
            step * standard.deviation() / Math.sqrt(number),
            code < FARTHEST || code > Quantiser.CODES - 1 - FARTHEST));
  }
}
