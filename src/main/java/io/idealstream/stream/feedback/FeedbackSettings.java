package io.idealstream.stream.feedback;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long items and feedback wait for each other.
 *
 * @param longest event time that may lie between an item and feedback about it; zero where neither
 *     waits, and only feedback that brings its own embedding counts
 * @param maxItems most that a subtask of a join holds; beyond it the oldest goes
 */
public record FeedbackSettings(Duration longest, int maxItems) implements Serializable {

  public FeedbackSettings {
    if (longest.isNegative()) {
      throw new IllegalArgumentException("a wait of %s, expected none below 0".formatted(longest));
    }
    if (maxItems < 1) {
      throw new IllegalArgumentException(
          "at most %d items may wait, expected 1 at least".formatted(maxItems));
    }
  }

  /** Whether anything waits at all. */
  public boolean waits() {
    return !longest.isZero();
  }

  /** The same, but that neither waits for the other. */
  public FeedbackSettings withoutWaiting() {
    return new FeedbackSettings(Duration.ZERO, maxItems);
  }
}
