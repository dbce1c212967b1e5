package io.idealstream.cli.drift;

import io.idealstream.drift.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a detector does after one change, run by run. Mutable. */
public final class DelayTally {

  /** Intervals after the change in which it is waited for an alarm. */
  public static final int LONGEST = 800;

  private final List<Integer> delays = new ArrayList<>();
  private final List<Long> errors = new ArrayList<>();
  private final Map<String, Integer> wrong = new LinkedHashMap<>();
  private int right;

  /** Adds a run; above {@link #LONGEST} if the change was not found. */
  void delay(int intervals) {
    delays.add(intervals);
  }

  /** Adds what an alarm was put down to, and how far off its beginning is. */
  void named(Cause cause, boolean isRight, long sinceError) {
    errors.add(Math.abs(sinceError));
    right += isRight ? 1 : 0;
    if (!isRight) {
      wrong.merge(name(cause), 1, Integer::sum);
    }
  }

  private static String name(Cause cause) {
    return cause
        .direction()
        .map(direction -> (cause.side() > 0 ? "+ " : "- ") + direction)
        .orElse("unnamed");
  }

  /** All runs together. */
  Delay delay(String change, String detector) {
    List<Integer> sorted = delays.stream().sorted().toList();
    return new Delay(
        change,
        detector,
        sorted.get(sorted.size() / 2),
        sorted.get((int) Math.ceil(0.9 * sorted.size()) - 1),
        (int) sorted.stream().filter(delay -> delay <= LONGEST).count(),
        sorted.size(),
        errors.isEmpty() ? Double.NaN : (double) right / errors.size(),
        errors.isEmpty() ? Double.NaN : errors.stream().sorted().toList().get(errors.size() / 2),
        wrong.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(""));
  }
}
