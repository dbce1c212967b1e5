package io.idealstream.model.image.webp;

import java.util.Arrays;

/**
 * One component of a frame, in whole macroblocks, with the border that prediction sees: a row of
 * 127 above, a column of 129 to the left, 127 where they meet.
 */
final class Plane {
  private final byte[] samples;
  private final int stride;

  Plane(int width, int height) {
    this.stride = width + 1;
    this.samples = new byte[stride * (height + 1)];
    Arrays.fill(samples, 0, stride, (byte) 127);
    for (int y = 1; y <= height; y++) {
      samples[y * stride] = (byte) 129;
    }
  }

  byte[] samples() {
    return samples;
  }

  int stride() {
    return stride;
  }

  /** Index of a sample; -1 is the border. */
  int at(int x, int y) {
    return (y + 1) * stride + x + 1;
  }

  int get(int x, int y) {
    return samples[at(x, y)] & 0xff;
  }
}
