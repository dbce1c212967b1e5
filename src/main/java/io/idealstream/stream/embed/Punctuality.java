package io.idealstream.stream.embed;

import io.idealstream.stream.log.Warnings;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Holds the times of items against the clock of the machine that reads. One further ahead than a
 * producer's clock may be is refused, whether the item brings it or Kafka.
 *
 * <p>If nearly all of the last records are that far ahead, the clock that is wrong is the reader's:
 * that is told, and the items are taken as they are.
 */
final class Punctuality {
  private static final int REMEMBERED = 100;

  /** Fewer records tell nothing about the reader's clock. */
  private static final int EVIDENCE = 20;

  private static final double NEARLY_ALL = 0.9;

  private final Duration maxSkew;
  private final InstantSource clock;
  private final Warnings warnings;
  private final Counter ahead;
  private final Counter suspect;
  private final BitSet lately = new BitSet(REMEMBERED);
  private int seen;

  /**
   * @param maxSkew how far a producer's clock may be ahead
   * @param metrics {@code itemsAhead} of the reader's clock, by however little, and {@code
   *     itemsWithClockSuspect} that were taken since the reader's clock is suspected
   */
  Punctuality(Duration maxSkew, InstantSource clock, MetricGroup metrics) {
    this.maxSkew = maxSkew;
    this.clock = clock;
    this.warnings = Warnings.of(Punctuality.class, metrics);
    this.ahead = metrics.counter("itemsAhead");
    this.suspect = metrics.counter("itemsWithClockSuspect");
  }

  /**
   * @param time of the item that the record holds
   * @throws Unreadable if it is too far ahead
   */
  void check(Instant time, TopicRecord record) throws Unreadable {
    Instant now = clock.instant();
    boolean tooFar = time.isAfter(now.plus(maxSkew));
    lately.set(seen++ % REMEMBERED, tooFar);
    if (time.isAfter(now)) {
      ahead.inc();
    }
    if (!tooFar) {
      return;
    }
    if (!isClockSuspect()) {
      throw new Unreadable(
          Reason.TIME_AHEAD,
          "%s: expected at most %s after this machine's clock %s, found %s; is the producer's clock wrong?"
              .formatted(name(time, record), maxSkew, now, time));
    }
    suspect.inc();
    warnings.log(
        "clock",
        () ->
            ("The clock of this machine says %s, and nearly all of the last records of %s are ahead of"
                    + " it by more than %s, this one with %s: is this machine's clock slow? They are"
                    + " taken as they are; windows close by this machine's clock")
                .formatted(now, record.topic(), maxSkew, time));
  }

  private boolean isClockSuspect() {
    int known = Math.min(seen, REMEMBERED);
    return known >= EVIDENCE && lately.cardinality() >= NEARLY_ALL * known;
  }

  private static String name(Instant time, TopicRecord record) {
    return time.toEpochMilli() == record.timestampMillis() ? "Kafka timestamp" : "time";
  }
}
