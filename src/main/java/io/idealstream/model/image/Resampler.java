package io.idealstream.model.image;

/**
 * Scales a picture and crops its centre. Only the crop is computed, row by row: work and memory
 * depend on the source pixels under the crop, whatever the proportions of the picture.
 *
 * <p>The passes follow Pillow: along rows first, rounded to 8 bits, then across them.
 */
final class Resampler {
  /** Rows that are put side by side in one go. */
  private static final int GROUP = 8;

  /** Of a strip: longer sums save no more time. */
  private static final int MOST_GROUPS = 4;

  /** Of a strip: 1 MiB. */
  private static final int STRIP_COMPONENTS = 1 << 18;

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

  /** Rows of the picture, resampled along themselves, a strip at a time, as the crop needs them. */
  private final class Narrowed {
    private final int left = columns.first(0);
    private final int span = columns.end(columns.length() - 1) - left;
    private final int end = rows.end(rows.length() - 1);
    private final int height = stripHeight(span, end - rows.first(0));
    private final int[][] lines = new int[rows.longest() + height][3 * columns.length()];
    private final int[][] strip = new int[height][];
    private final byte[][] read = new byte[GROUP][3 * span];
    private final int[][] spread = new int[span][3 * height];
    private final int[] sums = new int[3 * height];
    private int next;

    /** Resamples the rows of an interval that have not been. */
    void reach(int from, int to) {
      for (next = Math.max(next, from); next < to; next += height) {
        for (int row = 0; row < height && next + row < end; row += GROUP) {
          spread(row);
        }
        for (int row = 0; row < height; row++) {
          strip[row] = lines[(next + row) % lines.length];
        }
        columns.alongRows(spread, sums, strip);
      }
    }

    /** Reads a group of rows of the strip and puts their pixels side by side. */
    private void spread(int row) {
      for (int i = 0; i < GROUP && next + row + i < end; i++) {
        source.read(left, next + row + i, span, read[i]);
      }
      byte[] a = read[0];
      byte[] b = read[1];
      byte[] c = read[2];
      byte[] d = read[3];
      byte[] e = read[4];
      byte[] f = read[5];
      byte[] g = read[6];
      byte[] h = read[7];
      int from = 0;
      for (int[] column : spread) {
        for (int to = row; to < column.length; to += height, from++) {
          column[to] = a[from] & 0xff;
          column[to + 1] = b[from] & 0xff;
          column[to + 2] = c[from] & 0xff;
          column[to + 3] = d[from] & 0xff;
          column[to + 4] = e[from] & 0xff;
          column[to + 5] = f[from] & 0xff;
          column[to + 6] = g[from] & 0xff;
          column[to + 7] = h[from] & 0xff;
        }
      }
    }
  }

  /** Whole groups; fewer where rows are so long that more would not stay near the processor. */
  private static int stripHeight(int span, int rows) {
    int most = Math.max(1, STRIP_COMPONENTS / (3 * GROUP * span));
    int needed = (rows + GROUP - 1) / GROUP;
    return GROUP * Math.min(Math.min(most, needed), MOST_GROUPS);
  }
}
