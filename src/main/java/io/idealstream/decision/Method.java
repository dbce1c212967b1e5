package io.idealstream.decision;

import java.util.Optional;

/**
 * A way to score the values of a factor without being swayed by the other factors. A further one is
 * one more class, and its name in {@link Methods}.
 */
public interface Method {

  /** The name that users know it by. */
  String name();

  /** Whether its answer is another than that of the plain prompts. */
  default boolean debiases() {
    return true;
  }

  /**
   * The scoring of one factor; empty where the vectors do not determine the scores of all its
   * values. A closed set is answered by all its values or not at all: leaving one out would give
   * its share to the others.
   */
  Optional<Scoring> scoring(SpaceVectors vectors, int factor);
}
