package io.idealstream.estimate.history;

/** Whether events of a time count. */
public enum Fate {
  /** Words are made of them. */
  COUNTED,
  /** Summed, and left out of words until a freeze ends. */
  ASIDE,
  /** Left out for good, unless a roll back is taken back. */
  OUT
}
