package io.idealstream.wire;

/** What a value is answered by, where a label's words are of two kinds. */
public enum Basis implements Coded {
  /** Mostly by items that showed it. */
  SEEN,
  /** Mostly by the words of the prompts. */
  PROMPTS
}
