package io.idealstream.decision;

/** What becomes of a class vector's length before it is compared. */
public enum ClassLength {
  /** It stays as estimated, and so counts for the class. */
  ESTIMATED,
  /** Every class vector is scaled to length 1. */
  UNIT
}
