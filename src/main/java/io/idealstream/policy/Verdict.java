package io.idealstream.policy;

import io.idealstream.wire.Coded;
import io.idealstream.wire.OrAbsent;
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
    State state,
    boolean shadow,
    @OrAbsent Action action,
    @OrAbsent String code,
    @OrAbsent String text,
    @OrAbsent Counted limit,
    List<String> problems) {

  /** How a policy ended. */
  public enum State implements Coded {
    /** Its {@code when} holds, and its {@code unless} does not. */
    FIRED,
    /** Both hold. */
    HELD_BACK,
    /** One of the two has no value for the item. */
    FAILED
  }

  /**
   * A limit as it stood.
   *
   * @param key what was counted under
   * @param earlier firings before this one
   * @param reached whether this one is beyond
   */
  public record Counted(String key, long earlier, boolean reached) {}

  /** Whether it has a say in the item's action. */
  boolean counts() {
    return state == State.FIRED && !shadow;
  }
}
