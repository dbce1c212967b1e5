package io.idealstream.estimate.history;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * How finely sums are kept apart by event time: the finer, the later.
 *
 * <pre>
 *   ... | one slice | keep slices of every | 6 to 12 of every / 6 | 10 to 20 of every / 60 | now
 * </pre>
 *
 * <p>Where a slice begins depends on the times of the event and of the latest one alone. A slice
 * never straddles the beginning of a coarser one, so slices only ever merge.
 *
 * @param everyMillis length of the slices that are kept longest; a multiple of 60
 * @param keep how many of them
 */
public record HistoryGrid(long everyMillis, int keep) implements Serializable {

  /** Beginning of the slice of all that is older. */
  public static final long BASE = Long.MIN_VALUE;

  private static final int FINE = 60;
  private static final int MIDDLE = 6;

  public static HistoryGrid of(Duration every, int keep) {
    return new HistoryGrid(every.toMillis(), keep);
  }

  /** The same with fewer of the longest slices. */
  public HistoryGrid keeping(int fewer) {
    return new HistoryGrid(everyMillis, fewer);
  }

  /** Length of the shortest slices. */
  public Duration finest() {
    return Duration.ofMillis(everyMillis / FINE);
  }

  /** Beginning of the shortest slice that a time lies in. */
  public long finest(long time) {
    return floor(time, everyMillis / FINE);
  }

  /** Whether slices merge when the latest event is no longer of one time but of another. */
  public boolean mergesBetween(long before, long now) {
    return floor(before, everyMillis / MIDDLE) != floor(now, everyMillis / MIDDLE);
  }

  /**
   * Beginning of the slice that a time lies in.
   *
   * @param latest time of the latest event
   */
  public long start(long time, long latest) {
    long middle = everyMillis / MIDDLE;
    if (time >= floor(latest, middle) - middle) {
      return finest(time);
    }
    if (time >= floor(latest, everyMillis) - everyMillis) {
      return floor(time, middle);
    }
    return time >= oldest(latest) ? floor(time, everyMillis) : BASE;
  }

  /** Time before which all is one slice. */
  public long oldest(long latest) {
    return floor(latest, everyMillis) - keep * everyMillis;
  }

  /** The same as a time for people. */
  public Instant oldest(Instant latest) {
    return Instant.ofEpochMilli(oldest(latest.toEpochMilli()));
  }

  /** Beginning of the longest slice that a time lies in. */
  public Instant longest(Instant time) {
    return Instant.ofEpochMilli(floor(time.toEpochMilli(), everyMillis));
  }

  private static long floor(long time, long length) {
    return Math.floorDiv(time, length) * length;
  }
}
