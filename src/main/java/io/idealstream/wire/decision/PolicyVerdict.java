package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one policy said of an item.
 *
 * @param version of the policy
 * @param shadow whether it has no effect
 * @param action what it asks for, that of its limit where that is reached; null unless fired
 * @param counts what it counted before the item, by name; null where it counts nothing
 * @param limit null unless it fired and has one
 * @param expires event time at which the policy ends; null for never
 * @param problems sentences: why it failed; of a policy that fired, what could not be filled in or
 *     counted
 */
public record PolicyVerdict(
    String policy,
    long version,
    VerdictState state,
    boolean shadow,
    @OrAbsent Action action,
    @OrAbsent Map<String, Long> counts,
    @OrAbsent Counted limit,
    @OrAbsent Instant expires,
    List<String> problems) {

  /** Of a policy that counts nothing. */
  public PolicyVerdict(
      String policy,
      long version,
      VerdictState state,
      boolean shadow,
      Action action,
      Counted limit,
      Instant expires,
      List<String> problems) {
    this(policy, version, state, shadow, action, null, limit, expires, problems);
  }

  /** The same where its limit was counted. */
  public PolicyVerdict limited(Action actual, Counted counted) {
    return new PolicyVerdict(
        policy, version, state, shadow, actual, counts, counted, expires, problems);
  }

  /** Whether it has a say in the item's action. */
  public boolean hasEffect() {
    return state == VerdictState.FIRED && !shadow;
  }
}
