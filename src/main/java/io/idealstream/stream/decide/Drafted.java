package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.wire.Keys;

/**
 * A decision that hangs on how often policies fired before; or that an item is to be forgotten.
 *
 * @param item {@code feed/id}
 * @param draft null where the item is to be forgotten
 * @param openUntil event time in milliseconds since 1970 until which the item may be decided anew;
 *     0 where it will not
 */
public record Drafted(String item, DraftDecision draft, long openUntil) {

  Drafted(DraftDecision draft, long openUntil) {
    this(Keys.of(draft.decision()), draft, openUntil);
  }

  static Drafted forgotten(String item) {
    return new Drafted(item, null, 0);
  }
}
