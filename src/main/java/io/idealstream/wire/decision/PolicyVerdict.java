package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;
import java.time.Instant;
import java.util.List;

/**
 * What one policy said of an item.
 *
 * @param version of the policy
 * @param shadow whether it has no effect
 * @param action what it asks for, that of its limit where that is reached; null unless fired
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
    @OrAbsent Counted limit,
    @OrAbsent Instant expires,
    List<String> problems) {

  /** The same where its limit was counted. */
  public PolicyVerdict limited(Action actual, Counted counted) {
    return new PolicyVerdict(policy, version, state, shadow, actual, counted, expires, problems);
  }

  /** Whether it has a say in the item's action. */
  public boolean counts() {
    return state == VerdictState.FIRED && !shadow;
  }
}
