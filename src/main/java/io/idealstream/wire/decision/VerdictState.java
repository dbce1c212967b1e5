package io.idealstream.wire.decision;

import io.idealstream.wire.Coded;

/** How a policy ended for an item that it does not simply pass over. */
public enum VerdictState implements Coded {
  /** Its {@code when} holds, and its {@code unless} does not. */
  FIRED,
  /** Both hold. */
  HELD_BACK,
  /** One of the two has no value for the item. */
  FAILED
}
