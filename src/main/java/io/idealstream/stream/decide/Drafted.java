package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.wire.Keys;

/**
 * A decision that hangs on how often policies fired before.
 *
 * @param openUntil event time in milliseconds since 1970 until which the item may be decided anew;
 *     0 where it will not
 */
public record Drafted(DraftDecision draft, long openUntil) {

  /** {@code feed/id} */
  public String item() {
    return Keys.of(draft.decision());
  }
}
