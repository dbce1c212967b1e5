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
    int left = columns.first(0);
    int span = columns.end(columns.length() - 1) - left;
    byte[] line = new byte[3 * span];
    byte[][] narrow = new byte[rows.longest()][3 * columns.length()];
    byte[] result = new byte[3 * columns.length()];
    int[] sums = new int[result.length];
    int next = 0;
    for (int y = 0; y < rows.length(); y++) {
      for (next = Math.max(next, rows.first(y)); next < rows.end(y); next++) {
        source.read(left, next, span, line);
        columns.alongRow(line, narrow[next % narrow.length]);
      }
      rows.acrossRows(y, narrow, sums, result);
      sink.accept(across.padding(), down.padding() + y, result);
    }
  }
}
