package io.idealstream.job;

import java.time.Duration;
import org.apache.flink.util.clock.RelativeClock;

/**
 * A clock that stands while nobody looks at it, as where the task that looks is held up by its own
 * work or the whole process is suspended: what it could not hear then is no silence. For one
 * thread.
 */
final class WakefulClock implements RelativeClock {
  /** Times as long as it is to be until the next look are no sign that the task is busy. */
  private static final int MOST_INTERVALS = 2;

  private final RelativeClock clock;
  private final long mostNanos;
  private long wakefulNanos;
  private long lookedNanos;

  private WakefulClock(RelativeClock clock, Duration most) {
    this.clock = clock;
    this.mostNanos = most.toNanos();
    this.lookedNanos = clock.relativeTimeNanos();
  }

  /**
   * @param interval from one look to the next, where the task is not busy
   */
  static WakefulClock of(RelativeClock clock, Duration interval) {
    return new WakefulClock(clock, interval.multipliedBy(MOST_INTERVALS));
  }

  /** To be called again and again. */
  void look() {
    wakefulNanos = relativeTimeNanos();
    lookedNanos = clock.relativeTimeNanos();
  }

  @Override
  public long relativeTimeNanos() {
    return wakefulNanos + Math.min(clock.relativeTimeNanos() - lookedNanos, mostNanos);
  }

  @Override
  public long relativeTimeMillis() {
    return Duration.ofNanos(relativeTimeNanos()).toMillis();
  }
}
