package io.idealstream.policy;

import io.idealstream.wire.config.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a policy ends, in event time: at a time, or some time after it came into force.
 *
 * @param at null where {@code after} is given
 * @param after null where {@code at} is given
 */
public record Expiry(Instant at, Duration after) {

  static final String EXPECTED = "a time such as 2027-01-01T00:00:00Z, or how long, such as 90d";

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** The expiry that a text gives, or empty if it gives none. */
  static Optional<Expiry> parse(String text) {
    Optional<Duration> after = DurationText.parse(text).filter(time -> !time.isZero());
    if (after.isPresent()) {
      return Optional.of(new Expiry(null, after.get()));
    }
    try {
      return Optional.of(new Expiry(Instant.parse(text), null));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The end, of what is in force since a time; no later than records can say. */
  Instant end(Instant since) {
    if (at != null) {
      return at.isBefore(LATEST) ? at : LATEST;
    }
    return after.compareTo(Duration.between(since, LATEST)) < 0 ? since.plus(after) : LATEST;
  }
}
