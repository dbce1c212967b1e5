package io.idealstream.stream.decide;

import io.idealstream.policy.DraftDecision;
import io.idealstream.stream.PolicyInForce;
import io.idealstream.wire.Keys;
import io.idealstream.wire.OrAbsent;
import java.time.Instant;

/**
 * What whoever counts is told: a decision that hangs on how often policies fired before; an item
 * about which nobody can decide before something is counted; a policy that such items are asked by;
 * or that an item is to be forgotten.
 *
 * @param item {@code feed/id}; of a policy its name
 * @param draft null for all but a decision
 * @param counting what {@link Counting} writes of an item; null for all else
 * @param policy null for all else
 * @param openUntil event time in milliseconds since 1970 until which the item may be decided anew;
 *     0 where it will not
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record Drafted(
    String item,
    @OrAbsent DraftDecision draft,
    @OrAbsent byte[] counting,
    @OrAbsent PolicyInForce policy,
    long openUntil) {

  Drafted(DraftDecision draft, long openUntil) {
    this(Keys.of(draft.decision()), draft, null, null, openUntil);
  }

  static Drafted of(String item, Counting counting, long openUntil) {
    return new Drafted(item, null, counting.toBytes(), null, openUntil);
  }

  static Drafted of(PolicyInForce policy) {
    return new Drafted(policy.policy(), null, null, policy, 0);
  }

  static Drafted forgotten(String item) {
    return new Drafted(item, null, null, null, 0);
  }

  boolean isForgotten() {
    return draft == null && counting == null && policy == null;
  }

  /** The item's own time. */
  Instant time() {
    return draft == null ? Counting.time(counting) : draft.decision().time();
  }

  /** Which of the decisions about the item it is, in their order. */
  int number() {
    return draft == null ? Counting.round(counting) : draft.decision().number();
  }
}
