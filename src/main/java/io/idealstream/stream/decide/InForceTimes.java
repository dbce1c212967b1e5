package io.idealstream.stream.decide;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * From which event time on a policy is in force.
 *
 * <pre>
 *   wanted = the time that the policy asks for, or else that of its publication + lead
 *   since  = max(wanted, clock on reading + margin)
 * </pre>
 *
 * <p>An item is decided once the clock has come to its time, so that a version which is in force
 * from a time ahead of the clock is heard of before that time by all who are told within the
 * margin. Where the policy was read soon after its publication its time depends on the topic alone:
 * who reads the same later finds the same. What was published before the job began stands as it
 * wants: the job that read it first had it in time.
 *
 * <p>What a clock published that is further ahead than one may be counts as published when it was
 * read: by its own time it would be in force in an hour, or in centuries, and all versions behind
 * it.
 *
 * @param lead between publication and time, longer than the margin
 * @param margin in which a version reaches all who decide
 * @param maxSkew how far the clock of whoever publishes may be ahead
 */
public record InForceTimes(Duration lead, Duration margin, Duration maxSkew)
    implements Serializable {

  static final Duration FARTHEST = Duration.ofDays(366);

  /** Older than any item. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  /**
   * @param asked null where the policy asks for no time
   * @param published Kafka's timestamp of the message, in milliseconds since 1970
   * @param read the clock's time, in milliseconds since 1970
   * @param began when the job did, in milliseconds since 1970
   * @return milliseconds since 1970
   */
  long since(Instant asked, long published, long read, long began) {
    long told = published - read > maxSkew.toMillis() ? read : published;
    long wanted = asked == null ? told + lead.toMillis() : millis(asked);
    return published < began ? wanted : Math.max(wanted, read + margin.toMillis());
  }

  private static long millis(Instant asked) {
    return asked.isBefore(EARLIEST) ? EARLIEST.toEpochMilli() : asked.toEpochMilli();
  }

  /** Whether nobody could take back what asks for a time, since versions keep their order. */
  static boolean isFarAhead(Instant asked, long read) {
    return asked != null && asked.isAfter(Instant.ofEpochMilli(read).plus(FARTHEST));
  }
}
