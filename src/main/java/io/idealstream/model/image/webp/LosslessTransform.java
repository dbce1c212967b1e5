package io.idealstream.model.image.webp;

/** Undoes one transform of a picture's pixels. */
interface LosslessTransform {
  /**
   * Pixels before the transform was applied.
   *
   * @param argb row by row; may be changed and returned
   */
  int[] undo(int[] argb);

  /** Sums of the four components, each modulo 256. */
  static int add(int a, int b) {
    int alphaAndGreen = (a & 0xff00ff00) + (b & 0xff00ff00);
    int redAndBlue = (a & 0x00ff00ff) + (b & 0x00ff00ff);
    return (alphaAndGreen & 0xff00ff00) | (redAndBlue & 0x00ff00ff);
  }
}
