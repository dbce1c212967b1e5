package io.idealstream.model.image;

/**
 * What a centre crop takes along one axis.
 *
 * @param padding zeros before the first taken pixel of the crop; a crop longer than the axis is
 *     padded on both ends
 * @param start first pixel taken, counted on the scaled axis
 * @param length pixels taken
 */
record Window(int padding, long start, int length) {
  /** The middle {@code crop} pixels of an axis; an odd rest leaves the larger part behind. */
  static Window centre(long axis, int crop) {
    if (axis < crop) {
      int missing = (int) (crop - axis);
      return new Window(missing - missing / 2, 0, (int) axis);
    }
    return new Window(0, (axis - crop) / 2, crop);
  }
}
