package io.idealstream.model.image.webp;

import java.io.EOFException;
import java.util.Arrays;

/** Reads the macroblocks of a key frame and reconstructs them, before any smoothing. */
final class Macroblocks {
  /** Tree of sub-block modes: a leaf is a negated mode (RFC 6386, section 11.2). */
  private static final int[] BLOCK_MODE_TREE = {
    -Prediction.DC,
    2,
    -Prediction.TRUE_MOTION,
    4,
    -Prediction.VERTICAL,
    6,
    8,
    12,
    -Prediction.HORIZONTAL,
    10,
    -Prediction.RIGHT_DOWN,
    -Prediction.VERTICAL_RIGHT,
    -Prediction.LEFT_DOWN,
    14,
    -Prediction.VERTICAL_LEFT,
    16,
    -Prediction.HORIZONTAL_DOWN,
    -Prediction.HORIZONTAL_UP
  };

  private static final int BY_BLOCK = -1;

  private final Vp8Header header;
  private final Frame frame;
  private final LoopFilter filter;
  private final Coefficients reader;

  /** Modes of the sub-blocks just above, and to the left. */
  private final int[] modesAbove;

  private final int[] modesLeft = new int[4];

  /** Whether the blocks just above have coefficients: 4 of luma, 2 and 2 of chroma, the means. */
  private final int[] filledAbove;

  private final int[] filledLeft = new int[9];
  private final int[] modes = new int[16];
  private final int[] coefficients = new int[25 * 16];
  private final int[] edge = new int[15];
  private final int[] right = new int[4];

  Macroblocks(Vp8Header header, Frame frame, LoopFilter filter) {
    this.header = header;
    this.frame = frame;
    this.filter = filter;
    this.reader = new Coefficients(header.tokens());
    this.modesAbove = new int[4 * frame.columns()];
    this.filledAbove = new int[9 * frame.columns()];
  }

  void read() throws EOFException {
    for (int row = 0; row < frame.rows(); row++) {
      Arrays.fill(modesLeft, Prediction.DC);
      Arrays.fill(filledLeft, 0);
      BoolDecoder in = header.coefficients(row);
      for (int column = 0; column < frame.columns(); column++) {
        read(in, column, row);
        in.checkEnd();
        header.modes().checkEnd();
      }
    }
  }

  private void read(BoolDecoder in, int column, int row) {
    BoolDecoder choices = header.modes();
    int segment = header.segments().readSegment(choices);
    boolean skip = header.readSkip();
    int lumaMode = readLumaMode(choices, column);
    int chromaMode = readChromaMode(choices);
    boolean empty = skip;
    if (skip) {
      forget(column, lumaMode);
    } else {
      Arrays.fill(coefficients, 0);
      empty = !readCoefficients(in, column, lumaMode, header.quantizer(segment));
    }
    reconstructLuma(column, row, lumaMode, empty);
    reconstructChroma(column, row, chromaMode, empty);
    filter.set(column, row, segment, lumaMode == BY_BLOCK, empty);
  }

  private int readLumaMode(BoolDecoder in, int column) {
    if (in.bit(145) == 0) {
      readBlockModes(in, column);
      return BY_BLOCK;
    }
    int mode;
    if (in.bit(156) == 1) {
      mode = in.bit(128) == 1 ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL;
    } else {
      mode = in.bit(163) == 1 ? Prediction.VERTICAL : Prediction.DC;
    }
    Arrays.fill(modesAbove, 4 * column, 4 * column + 4, mode);
    Arrays.fill(modesLeft, mode);
    return mode;
  }

  private void readBlockModes(BoolDecoder in, int column) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int above = modesAbove[4 * column + x];
        int probabilities = 9 * (10 * above + modesLeft[y]);
        int node = 0;
        do {
          node = BLOCK_MODE_TREE[node + in.bit(Vp8Tables.BLOCK_MODES[probabilities + node / 2])];
        } while (node > 0);
        modes[4 * y + x] = -node;
        modesAbove[4 * column + x] = -node;
        modesLeft[y] = -node;
      }
    }
  }

  private static int readChromaMode(BoolDecoder in) {
    if (in.bit(142) == 0) {
      return Prediction.DC;
    }
    if (in.bit(114) == 0) {
      return Prediction.VERTICAL;
    }
    return in.bit(183) == 1 ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL;
  }

  /** A macroblock without coefficients; one without means leaves their memory alone. */
  private void forget(int column, int lumaMode) {
    int count = lumaMode == BY_BLOCK ? 8 : 9;
    Arrays.fill(filledAbove, 9 * column, 9 * column + count, 0);
    Arrays.fill(filledLeft, 0, count, 0);
  }

  /** Returns whether any coefficient is not zero, means included. */
  private boolean readCoefficients(BoolDecoder in, int column, int lumaMode, Quantizer steps) {
    int first = 0;
    int kind = Coefficients.LUMA;
    boolean filled = false;
    if (lumaMode != BY_BLOCK) {
      readMeans(in, column, steps.means());
      first = 1;
      kind = Coefficients.LUMA_WITHOUT_MEAN;
    }
    for (int block = 0; block < 16; block++) {
      filled |= readBlock(in, kind, column, block % 4, block / 4, first, steps.luma(), 16 * block);
    }
    for (int plane = 0; plane < 2; plane++) {
      for (int block = 0; block < 4; block++) {
        int above = 4 + 2 * plane + block % 2;
        int left = 4 + 2 * plane + block / 2;
        int at = 16 * (16 + 4 * plane + block);
        filled |= readBlock(in, Coefficients.CHROMA, column, above, left, 0, steps.chroma(), at);
      }
    }
    return filled;
  }

  private void readMeans(BoolDecoder in, int column, int[] steps) {
    int[] means = new int[16];
    int above = 9 * column + 8;
    int context = filledAbove[above] + filledLeft[8];
    int end = reader.read(in, Coefficients.MEANS, context, 0, steps, means, 0);
    filledAbove[above] = end > 0 ? 1 : 0;
    filledLeft[8] = filledAbove[above];
    Transform.spread(means, coefficients);
  }

  private boolean readBlock(
      BoolDecoder in, int kind, int column, int above, int left, int first, int[] steps, int at) {
    int context = filledAbove[9 * column + above] + filledLeft[left];
    int end = reader.read(in, kind, context, first, steps, coefficients, at);
    filledAbove[9 * column + above] = end > first ? 1 : 0;
    filledLeft[left] = filledAbove[9 * column + above];
    return end > 1 || coefficients[at] != 0;
  }

  private void reconstructLuma(int column, int row, int mode, boolean empty) {
    int x = 16 * column;
    int y = 16 * row;
    if (mode != BY_BLOCK) {
      Prediction.block(frame.luma(), x, y, 16, mode);
    } else {
      lookRight(column, row);
    }
    for (int block = 0; block < 16; block++) {
      int blockX = x + 4 * (block % 4);
      int blockY = y + 4 * (block / 4);
      if (mode == BY_BLOCK) {
        predict(blockX, blockY, block);
      }
      if (!empty) {
        Transform.add(coefficients, 16 * block, frame.luma(), blockX, blockY);
      }
    }
  }

  private void predict(int x, int y, int block) {
    int[] beyond = right;
    if (block % 4 < 3) {
      beyond = new int[4];
      for (int i = 0; i < 4; i++) {
        beyond[i] = frame.luma().get(x + 4 + i, y - 1);
      }
    }
    Prediction.edge(frame.luma(), x, y, beyond, edge);
    Prediction.subBlock(frame.luma(), x, y, modes[block], edge);
  }

  /**
   * The four samples above and to the right of a macroblock; all its rightmost sub-blocks use them,
   * since what lies to their right is not decoded yet.
   */
  private void lookRight(int column, int row) {
    for (int i = 0; i < 4; i++) {
      int x = Math.min(16 * column + 16 + i, 16 * frame.columns() - 1);
      right[i] = row == 0 ? 127 : frame.luma().get(x, 16 * row - 1);
    }
  }

  private void reconstructChroma(int column, int row, int mode, boolean empty) {
    for (int i = 0; i < 2; i++) {
      Plane plane = i == 0 ? frame.blue() : frame.red();
      Prediction.block(plane, 8 * column, 8 * row, 8, mode);
      for (int block = 0; !empty && block < 4; block++) {
        int x = 8 * column + 4 * (block % 2);
        int y = 8 * row + 4 * (block / 2);
        Transform.add(coefficients, 16 * (16 + 4 * i + block), plane, x, y);
      }
    }
  }
}
