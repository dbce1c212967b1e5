package io.idealstream.policy;

import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.decision.Action;
import io.idealstream.wire.decision.Counted;
import io.idealstream.wire.decision.VerdictState;
import java.util.List;

/**
 * What one policy says of an item it does not simply pass over.
 *
 * @param shadow whether it has no effect
 * @param action what it asks for, that of its limit where that is reached; null unless fired
 * @param code of its reason; null where it gives none
 * @param text of its reason, filled in; null where it gives none, or did not fire
 * @param limit null unless it fired and has one
 * @param problems sentences: why it failed; of a policy that fired, what could not be filled in or
 *     counted
 */
public record Verdict(
    String policy,
    VerdictState state,
    boolean shadow,
    @OrAbsent Action action,
    @OrAbsent String code,
    @OrAbsent String text,
    @OrAbsent Counted limit,
    List<String> problems) {

  /** The same where its limit was counted. */
  Verdict limited(OpenLimit open, Counted counted) {
    return new Verdict(
        policy, state, shadow, open.action(action, counted), code, text, counted, problems);
  }

  /** Whether it has a say in the item's action. */
  boolean counts() {
    return state == VerdictState.FIRED && !shadow;
  }
}
