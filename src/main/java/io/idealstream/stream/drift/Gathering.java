package io.idealstream.stream.drift;

import io.idealstream.wire.config.Count;
import io.idealstream.wire.config.DurationText;
import java.time.Duration;
import java.util.Locale;

/**
 * How much of a reference is gathered, and how much is needed.
 *
 * @param items so far; their effective number, which is what counts, may be smaller
 * @param time since it was begun
 * @param what the items are, such as {@code item}
 */
record Gathering(long items, Duration time, long neededItems, Duration neededTime, String what) {

  private static final int WHOLE = 10;

  /** Whole tenths of what is needed, of items or of time, whichever is further behind. */
  int tenths() {
    return (int)
        Math.min(tenths(items, neededItems), tenths(time.toMillis(), neededTime.toMillis()));
  }

  private static long tenths(long part, long whole) {
    return whole == 0 ? WHOLE : Math.min(WHOLE, WHOLE * part / whole);
  }

  /** What is needed, where nothing is gathered yet: {@code 20,000 items in at least 1d ...}. */
  String needed() {
    return needed(Count.grouped(neededItems, what));
  }

  private String needed(String number) {
    return "%s in at least %s are needed, and those that hang together count less"
        .formatted(number, DurationText.of(neededTime));
  }

  /**
   * Such as {@code 12,000 items in 2h24m; 20,000 in at least 1d are needed}, and why more may be.
   */
  @Override
  public String toString() {
    return "%s in %s; %s"
        .formatted(
            Count.grouped(items, what),
            DurationText.of(time),
            needed(String.format(Locale.ROOT, "%,d", neededItems)));
  }
}
