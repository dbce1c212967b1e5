package io.idealstream.job;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.idealstream.wire.config.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * How long Kafka may be away before something is lost, and whether it was away for longer.
 *
 * <p>A complete checkpoint may hold a transaction that is not committed yet, and the broker aborts
 * that once it is older than the transaction timeout. It is as old as the outage, and up to two
 * intervals more: one in which it was written, one for the checkpoint.
 */
final class Outages {
  private final Optional<Duration> lossless;
  private Duration longest = Duration.ZERO;

  /**
   * @param lossless empty where nothing is written in transactions
   */
  Outages(Optional<Duration> lossless) {
    this.lossless = lossless;
  }

  /** What to tell at the start. */
  Optional<String> bound() {
    return lossless.map(
        bound ->
            ("An outage of Kafka of up to %s loses nothing (output.transaction-timeout less two"
                    + " checkpoint intervals).")
                .formatted(DurationText.of(bound)));
  }

  /**
   * Looks at Kafka.
   *
   * @param silence how long it has not answered; empty while it does
   * @return what to tell of an outage that is over
   */
  Optional<String> of(Optional<Duration> silence) {
    if (silence.isPresent()) {
      longest = silence.get();
      return Optional.empty();
    }
    Duration over = longest;
    longest = Duration.ZERO;
    return lossless
        .filter(bound -> over.compareTo(bound) > 0)
        .map(
            bound ->
                ("Kafka was away for %s, longer than %s: if a checkpoint was complete and not yet"
                        + " committed when it went, what was written for that checkpoint is lost.")
                    .formatted(DurationText.of(over.truncatedTo(SECONDS)), DurationText.of(bound)));
  }
}
