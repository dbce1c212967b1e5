package io.idealstream.wire.space;

import io.idealstream.wire.Coded;

/**
 * Why an item does not name one cell of a space. The codes are stable: dashboards count by them.
 */
public enum Shortfall implements Coded {
  /** A factor is not named. */
  MISSING_FACTOR,
  /** Two values of one factor are named. */
  AMBIGUOUS,
  /** A value is named that the space does not have. */
  UNKNOWN_VALUE
}
