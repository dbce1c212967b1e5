package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Which intervals had votes: a {@link Detector} counts these alone, people ask for times. Mutable.
 *
 * <p>Kept as runs of intervals without a gap, the last of them up to a bound; what lies before is
 * told as the first that is kept.
 */
final class VotedIntervals {

  private static final int MOST_RUNS = 1000;

  /** A run begins with the interval that was the {@code voted}-th, from 0. */
  private record Run(long voted, long interval) {}

  private final List<Run> runs = new ArrayList<>();

  static VotedIntervals read(FlatReader in) {
    VotedIntervals intervals = new VotedIntervals();
    long number = in.number();
    for (long i = 0; i < number; i++) {
      intervals.runs.add(new Run(in.number(), in.number()));
    }
    return intervals;
  }

  void write(FlatWriter out) {
    out.number(runs.size());
    runs.forEach(run -> out.number(run.voted).number(run.interval));
  }

  /** Says that an interval was the {@code voted}-th with votes; later ones come later. */
  void add(long voted, long interval) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last == null || interval - last.interval != voted - last.voted) {
      runs.add(new Run(voted, interval));
    }
    if (runs.size() > MOST_RUNS) {
      runs.remove(0);
    }
  }

  /** The interval that was the {@code voted}-th. */
  long interval(long voted) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      if (runs.get(i).voted <= voted) {
        return runs.get(i).interval + voted - runs.get(i).voted;
      }
    }
    return runs.get(0).interval;
  }
}
