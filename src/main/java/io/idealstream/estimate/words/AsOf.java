package io.idealstream.estimate.words;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Up to which event time estimates reach. In state, those of prompts reach to the epoch. */
public final class AsOf {
  private static final Instant NO_TIME = Instant.EPOCH;

  private AsOf() {}

  /** The latest of some; null where all are of no time. */
  static Instant latest(Stream<Instant> times) {
    return times.filter(NO_TIME::isBefore).max(Comparator.naturalOrder()).orElse(null);
  }

  /** As state has it. */
  public static Instant ofState(Instant asOf) {
    return asOf == null ? NO_TIME : asOf;
  }
}
