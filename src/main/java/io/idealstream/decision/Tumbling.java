package io.idealstream.decision;

import java.time.Duration;
import java.time.Instant;

/**
 * Windows of event time, one behind the other, that begin at 1970 and at every multiple of their
 * length from there.
 *
 * <pre>
 *   start(t) = floor(t / length) length,    end = start + length
 * </pre>
 *
 * @param length in milliseconds
 */
public record Tumbling(long length) {

  private static final long LONGEST = Duration.ofDays(36_525).toMillis();

  public Tumbling {
    if (length < 1 || length > LONGEST) {
      throw new IllegalArgumentException(
          "a window of %d ms: expected 1 ms to 100 years".formatted(length));
    }
  }

  /** Windows as long as a time, which is cut to milliseconds. */
  public static Tumbling of(Duration length) {
    boolean countable = length.compareTo(Duration.ofMillis(LONGEST)) <= 0;
    return new Tumbling(countable ? length.toMillis() : Long.MAX_VALUE);
  }

  /** Where the window of a time begins, in milliseconds since 1970. */
  public long start(Instant time) {
    return start(time.toEpochMilli());
  }

  /** The same for a time in milliseconds since 1970. */
  long start(long time) {
    return Math.floorDiv(time, length) * length;
  }

  /** First millisecond behind a window. */
  public long end(long start) {
    return start + length;
  }
}
