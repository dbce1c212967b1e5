package io.idealstream.job.monitor;

import java.time.Duration;

/** Durations as sentences tell them, by their two largest units: {@code 3 min 20 s}. */
public final class Elapsed {

  private Elapsed() {}

  /** The text of a duration; one below zero, as of a clock that was put back, is {@code 0 s}. */
  public static String of(Duration duration) {
    if (duration.toDays() > 0) {
      return text(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    if (duration.toHours() > 0) {
      return text(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    if (duration.toMinutes() > 0) {
      return text(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    return Math.max(0, duration.toSeconds()) + " s";
  }

  private static String text(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
