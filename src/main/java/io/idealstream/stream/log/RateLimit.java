package io.idealstream.stream.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets what happens again and again be logged at once, and then at most so often a minute, with a
 * count of what was left out. Each key has a limit of its own; of more keys than can be remembered
 * the oldest is forgotten, with its count.
 */
final class RateLimit {

  static final Duration PERIOD = Duration.ofMinutes(1);
  static final int MAX_KEYS = 1000;

  private final int perPeriod;
  private final LongSupplier nanos;
  private final Map<String, Period> periods =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Period> eldest) {
          return size() > MAX_KEYS;
        }
      };

  private static final class Period {
    private long start;
    private int logged;
    private long leftOut;
  }

  /**
   * @param perPeriod events of a key that are logged in one period
   * @param nanos a clock that never goes back
   */
  RateLimit(int perPeriod, LongSupplier nanos) {
    this.perPeriod = perPeriod;
    this.nanos = nanos;
  }

  /**
   * Takes note of an event.
   *
   * @return how many of its key were left out since the last that was logged; empty if this one is
   *     left out too
   */
  synchronized OptionalLong event(String key) {
    long now = nanos.getAsLong();
    Period period = periods.get(key);
    if (period == null || now - period.start >= PERIOD.toNanos()) {
      long leftOut = period == null ? 0 : period.leftOut;
      periods.remove(key); // so that it becomes the newest
      periods.put(key, startedAt(now));
      return OptionalLong.of(leftOut);
    }
    if (period.logged < perPeriod) {
      period.logged++;
      return OptionalLong.of(0);
    }
    period.leftOut++;
    return OptionalLong.empty();
  }

  private static Period startedAt(long now) {
    Period period = new Period();
    period.start = now;
    period.logged = 1;
    return period;
  }
}
