package io.idealstream.model.image;

/**
 * Scales a picture and crops its centre. Only the crop is computed, row by row: work and memory
 * depend on the source pixels under the crop, whatever the proportions of the picture.
 *
 * <p>The passes follow Pillow: along rows first, rounded to 8 bits, then across them.
 */
final class Resampler {
  private final Rows source;
  private final Window across;
  private final Window down;
  private final AxisWeights columns;
  private final AxisWeights rows;

  Resampler(Rows source, Preprocessing settings) {
    Scaling.Extent scaled = settings.scaling().apply(source.width(), source.height());
    this.source = source;
    this.across = Window.centre(scaled.width(), settings.cropWidth());
    this.down = Window.centre(scaled.height(), settings.cropHeight());
    this.columns = AxisWeights.of(source.width(), scaled.width(), across, settings.resampling());
    this.rows = AxisWeights.of(source.height(), scaled.height(), down, settings.resampling());
  }

  /** Columns of the crop that come from the picture. */
  int width() {
    return across.length();
  }

  /** Whether the crop is larger than the scaled picture. */
  boolean pads() {
    return across.padding() > 0 || down.padding() > 0;
  }

  /** Where rows of the crop go. */
  interface Sink {
    /**
     * Takes pixels of the crop; what is never given is padding.
     *
     * @param rgb interleaved, reused for the next row
     */
    void accept(int x, int y, byte[] rgb);
  }

  void resample(Sink sink) {
    Narrowed narrowed = new Narrowed();
    byte[] result = new byte[3 * columns.length()];
    int[] sums = new int[result.length];
    for (int y = 0; y < rows.length(); y++) {
      narrowed.reach(rows.first(y), rows.end(y));
      rows.acrossRows(y, narrowed.lines, sums, result);
      sink.accept(across.padding(), down.padding() + y, result);
    }
  }

  /**
   * Rows of the picture, resampled along themselves, two at a time: as many as one of the crop
   * needs.
   */
  private final class Narrowed {
    private final int left = columns.first(0);
    private final int span = columns.end(columns.length() - 1) - left;
    private final int end = rows.end(rows.length() - 1);
    private final int[][] lines = new int[rows.longest() + 1][3 * columns.length()];
    private final byte[] upper = new byte[3 * span];
    private final byte[] lower = new byte[3 * span];
    private final long[] pairs = new long[3 * span];
    private int next;

    /** Resamples the rows of an interval that have not been. */
    void reach(int from, int to) {
      for (next = Math.max(next, from); next < to; next += 2) {
        source.read(left, next, span, upper);
        if (next + 1 < end) {
          source.read(left, next + 1, span, lower);
        }
        pair();
        columns.alongRows(pairs, lines[next % lines.length], lines[(next + 1) % lines.length]);
      }
    }

    private void pair() {
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] = upper[i] & 0xff | (lower[i] & 0xffL) << 32;
      }
    }
  }
}
