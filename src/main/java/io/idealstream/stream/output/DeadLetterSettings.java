package io.idealstream.stream.output;

import java.io.Serializable;

/**
 * How much a dead letter may hold.
 *
 * @param maxBytes what it keeps at most of the original value, and of its key
 * @param sinkLimit longest message that the sink of dead letters takes, in bytes
 */
public record DeadLetterSettings(int maxBytes, int sinkLimit) implements Serializable {

  /** Room for the headers that say where the record came from and why it is dead. */
  public static final int LEAST_SINK_LIMIT = 8192;

  public DeadLetterSettings {
    if (maxBytes < 0) {
      throw new IllegalArgumentException(
          "dead-letters.max-bytes: expected at least 0, found " + maxBytes);
    }
    if (sinkLimit < LEAST_SINK_LIMIT) {
      throw new IllegalArgumentException(
          "the sink of dead letters: expected to take messages of at least "
              + LEAST_SINK_LIMIT
              + " bytes, found "
              + sinkLimit);
    }
  }
}
