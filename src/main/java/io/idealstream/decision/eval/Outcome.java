package io.idealstream.decision.eval;

/** What became of an answer. */
public enum Outcome {
  RIGHT,
  WRONG,
  /**
   * There was an answer, and it was not given: the item is no matter of the space, or it is unsure.
   */
  WITHHELD;

  /** The outcome of an answer that was given. */
  public static Outcome of(boolean right) {
    return right ? RIGHT : WRONG;
  }
}
