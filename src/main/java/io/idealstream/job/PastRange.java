package io.idealstream.job;

import java.time.Instant;

/**
 * Records that were sent before, to be worked off again: of each partition from the first whose
 * Kafka timestamp is not before a time to the first that is not before another.
 *
 * @param from of the first records
 * @param to behind the last
 */
public record PastRange(Instant from, Instant to) {

  public PastRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("expected a time before %s, found %s".formatted(to, from));
    }
  }

  @Override
  public String toString() {
    return from + " to " + to;
  }
}
