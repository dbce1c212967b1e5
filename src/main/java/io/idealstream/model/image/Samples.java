package io.idealstream.model.image;

/** What a decoder left behind: numbers per pixel, whose meaning a {@link Colour} knows. */
interface Samples {
  int width();

  int height();

  /** Samples per pixel. */
  int bands();

  /** Writes the samples of {@code count} pixels, interleaved, from (x, y) on. */
  void read(int x, int y, Step step, int count, int[] target);
}
