package io.idealstream.model.image;

/** The eight orientations of EXIF and TIFF: where the first row and column belong. */
enum Orientation {
  UPRIGHT(Step.RIGHT, Step.DOWN),
  MIRRORED(Step.LEFT, Step.DOWN),
  UPSIDE_DOWN(Step.LEFT, Step.UP),
  FLIPPED(Step.RIGHT, Step.UP),
  TRANSPOSED(Step.DOWN, Step.RIGHT),
  ON_ITS_LEFT_SIDE(Step.UP, Step.RIGHT),
  TRANSVERSED(Step.UP, Step.LEFT),
  ON_ITS_RIGHT_SIDE(Step.DOWN, Step.LEFT);

  private final Step alongRow;
  private final Step acrossRows;

  Orientation(Step alongRow, Step acrossRows) {
    this.alongRow = alongRow;
    this.acrossRows = acrossRows;
  }

  /** The orientation with a number; one that is not 1 to 8 says nothing. */
  static Orientation of(long number) {
    return number >= 1 && number <= 8 ? values()[(int) number - 1] : UPRIGHT;
  }

  /** Step in the stored picture that goes to the right in the upright one. */
  Step alongRow() {
    return alongRow;
  }

  /** Step in the stored picture that goes down in the upright one. */
  Step acrossRows() {
    return acrossRows;
  }

  boolean swapsSides() {
    return alongRow.columns() == 0;
  }
}
