package io.idealstream.wire.space;

import io.idealstream.wire.Coded;

/** How cells weigh in the fit of the words. */
public enum Weighting implements Coded {
  /** Slice means under the space's weights; needs every cell. */
  PRODUCT,
  /** Least squares, one vote for each cell that was seen. */
  CELLS,
  /** Least squares, each cell as often as it was seen. */
  COUNTS
}
