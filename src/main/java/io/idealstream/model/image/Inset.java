package io.idealstream.model.image;

import java.util.Arrays;

/**
 * Samples that lie on a larger ground.
 *
 * @param left column of the ground where the samples begin
 * @param top row of the ground where the samples begin
 * @param ground every sample outside
 */
record Inset(Samples inner, int left, int top, int width, int height, int ground)
    implements Samples {

  @Override
  public int bands() {
    return inner.bands();
  }

  @Override
  public void read(int x, int y, Step step, int count, int[] target) {
    if (inner.width() == width && inner.height() == height) {
      inner.read(x, y, step, count, target);
      return;
    }
    Arrays.fill(target, 0, count * bands(), ground);
    int[] pixel = new int[bands()];
    for (int i = 0; i < count; i++) {
      int column = x + i * step.columns() - left;
      int row = y + i * step.rows() - top;
      if (column >= 0 && row >= 0 && column < inner.width() && row < inner.height()) {
        inner.read(column, row, Step.RIGHT, 1, pixel);
        System.arraycopy(pixel, 0, target, i * bands(), bands());
      }
    }
  }
}
