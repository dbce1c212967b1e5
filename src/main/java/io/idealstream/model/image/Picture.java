package io.idealstream.model.image;

/** A decoded picture: its samples, what they mean and how they are turned. */
record Picture(Samples samples, Colour colour, Orientation orientation) {

  /** The upright picture in RGB, with transparency resolved. */
  Rows rows(Alpha alpha) {
    return new UprightRows(this, alpha);
  }

  private static final class UprightRows implements Rows {
    private final Picture picture;
    private final Alpha alpha;
    private final int width;
    private final int height;
    private final int[] line;

    /** What needs no conversion; null for all else. */
    private final ByteSamples bytes;

    UprightRows(Picture picture, Alpha alpha) {
      boolean swaps = picture.orientation.swapsSides();
      this.picture = picture;
      this.alpha = alpha;
      this.width = swaps ? picture.samples.height() : picture.samples.width();
      this.height = swaps ? picture.samples.width() : picture.samples.height();
      this.bytes = bytes(picture);
      this.line = new int[bytes == null ? width * picture.samples.bands() : 0];
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
    public void read(int x, int y, int count, byte[] rgb) {
      Step right = picture.orientation.alongRow();
      Step down = picture.orientation.acrossRows();
      int column =
          start(right.columns() + down.columns(), picture.samples.width())
              + x * right.columns()
              + y * down.columns();
      int row =
          start(right.rows() + down.rows(), picture.samples.height())
              + x * right.rows()
              + y * down.rows();
      if (bytes != null) {
        bytes.copy(column, row, right, count, rgb);
      } else {
        picture.samples.read(column, row, right, count, line);
        picture.colour.convert(line, picture.samples.bands(), count, alpha, rgb);
      }
    }

    private static ByteSamples bytes(Picture picture) {
      return picture.samples instanceof ByteSamples samples
              && samples.bands() == 3
              && picture.colour.isRgbOfBytes()
          ? samples
          : null;
    }

    private static int start(int direction, int length) {
      return direction > 0 ? 0 : length - 1;
    }
  }
}
