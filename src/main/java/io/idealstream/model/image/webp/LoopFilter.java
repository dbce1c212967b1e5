package io.idealstream.model.image.webp;

/** Smooths the edges of blocks (RFC 6386, section 15), once all are reconstructed. */
final class LoopFilter {
  private final FilterSettings settings;
  private final Segments segments;
  private final Frame frame;
  private final byte[] levels;
  private final boolean[] smooths;

  LoopFilter(FilterSettings settings, Segments segments, Frame frame) {
    this.settings = settings;
    this.segments = segments;
    this.frame = frame;
    this.levels = new byte[frame.columns() * frame.rows()];
    this.smooths = new boolean[levels.length];
  }

  /** Notes how a macroblock is to be smoothed. */
  void set(int column, int row, int segment, boolean byBlock, boolean empty) {
    int at = row * frame.columns() + column;
    levels[at] = (byte) settings.level(segments, segment, byBlock);
    smooths[at] = byBlock || !empty;
  }

  void apply() {
    for (int i = 0; settings.filters() && i < levels.length; i++) {
      if (levels[i] > 0) {
        int column = i % frame.columns();
        int row = i / frame.columns();
        EdgeFilter filter = new EdgeFilter(levels[i], settings.interiorLimit(levels[i]));
        if (settings.kind() == FilterSettings.Kind.SIMPLE) {
          simple(filter, column, row, smooths[i]);
        } else {
          normal(filter, column, row, smooths[i]);
        }
      }
    }
  }

  private void simple(EdgeFilter filter, int column, int row, boolean inside) {
    Plane luma = frame.luma();
    int at = luma.at(16 * column, 16 * row);
    if (column > 0) {
      filter.simpleOuter(luma.samples(), at, 1, luma.stride());
    }
    for (int i = 4; inside && i < 16; i += 4) {
      filter.simpleInner(luma.samples(), at + i, 1, luma.stride());
    }
    if (row > 0) {
      filter.simpleOuter(luma.samples(), at, luma.stride(), 1);
    }
    for (int i = 4; inside && i < 16; i += 4) {
      filter.simpleInner(luma.samples(), at + i * luma.stride(), luma.stride(), 1);
    }
  }

  private void normal(EdgeFilter filter, int column, int row, boolean inside) {
    normal(filter, frame.luma(), 16, column, row, inside);
    normal(filter, frame.blue(), 8, column, row, inside);
    normal(filter, frame.red(), 8, column, row, inside);
  }

  private static void normal(
      EdgeFilter filter, Plane plane, int size, int column, int row, boolean inside) {
    byte[] samples = plane.samples();
    int stride = plane.stride();
    int at = plane.at(size * column, size * row);
    if (column > 0) {
      filter.outer(samples, at, 1, stride, size);
    }
    for (int i = 4; inside && i < size; i += 4) {
      filter.inner(samples, at + i, 1, stride, size);
    }
    if (row > 0) {
      filter.outer(samples, at, stride, 1, size);
    }
    for (int i = 4; inside && i < size; i += 4) {
      filter.inner(samples, at + i * stride, stride, 1, size);
    }
  }
}
