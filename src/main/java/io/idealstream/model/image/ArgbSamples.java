package io.idealstream.model.image;

/** Red, green, blue and opacity of 8 bits each, packed into numbers. */
final class ArgbSamples implements Samples {
  private final int[] argb;
  private final int width;
  private final int height;

  /**
   * Wraps pixels.
   *
   * @param argb row by row: 0xAARRGGBB
   */
  ArgbSamples(int[] argb, int width, int height) {
    this.argb = argb;
    this.width = width;
    this.height = height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int bands() {
    return 4;
  }

  @Override
  public void read(int x, int y, Step step, int count, int[] target) {
    int stride = step.columns() + step.rows() * width;
    int at = y * width + x;
    for (int i = 0; i < count; i++, at += stride) {
      int pixel = argb[at];
      target[4 * i] = pixel >> 16 & 0xff;
      target[4 * i + 1] = pixel >> 8 & 0xff;
      target[4 * i + 2] = pixel & 0xff;
      target[4 * i + 3] = pixel >>> 24;
    }
  }
}
