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

    UprightRows(Picture picture, Alpha alpha) {
      boolean swaps = picture.orientation.swapsSides();
      this.picture = picture;
      this.alpha = alpha;
      this.width = swaps ? picture.samples.height() : picture.samples.width();
      this.height = swaps ? picture.samples.width() : picture.samples.height();
      this.line = new int[width * picture.samples.bands()];
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
      Samples samples = picture.samples;
      Step right = picture.orientation.alongRow();
      Step down = picture.orientation.acrossRows();
      int column = start(right.columns() + down.columns(), samples.width());
      int row = start(right.rows() + down.rows(), samples.height());
      samples.read(
          column + x * right.columns() + y * down.columns(),
          row + x * right.rows() + y * down.rows(),
          right,
          count,
          line);
      picture.colour.convert(line, samples.bands(), count, alpha, rgb);
    }

    private static int start(int direction, int length) {
      return direction > 0 ? 0 : length - 1;
    }
  }
}
