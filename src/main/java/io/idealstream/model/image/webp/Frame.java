package io.idealstream.model.image.webp;

/**
 * A frame in whole macroblocks: one luminance sample per pixel, chrominance at half the resolution.
 *
 * @param columns macroblocks per row
 * @param rows rows of macroblocks
 */
record Frame(int columns, int rows, Plane luma, Plane blue, Plane red) {

  static Frame of(int width, int height) {
    int columns = (width + 15) / 16;
    int rows = (height + 15) / 16;
    return new Frame(
        columns,
        rows,
        new Plane(16 * columns, 16 * rows),
        new Plane(8 * columns, 8 * rows),
        new Plane(8 * columns, 8 * rows));
  }
}
