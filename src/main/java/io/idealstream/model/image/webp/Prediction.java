package io.idealstream.model.image.webp;

/** Guesses of a block from its neighbours above and to the left (RFC 6386, section 12). */
final class Prediction {
  /** Modes of whole blocks and of 4 x 4 sub-blocks; the first four are common to both. */
  static final int DC = 0;

  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;
  static final int LEFT_DOWN = 4;
  static final int RIGHT_DOWN = 5;
  static final int VERTICAL_RIGHT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;

  /** Where the corner lies in the edge of a sub-block, see {@link #edge}. */
  private static final int CORNER = 5;

  private static final int ABOVE = CORNER + 1;

  private Prediction() {}

  /** Predicts a square block, 16 samples of luminance or 8 of chrominance a side. */
  static void block(Plane plane, int x, int y, int size, int mode) {
    byte[] samples = plane.samples();
    int mean = mode == DC ? mean(plane, x, y, size) : 0;
    int corner = plane.get(x - 1, y - 1);
    for (int row = 0; row < size; row++) {
      int left = plane.get(x - 1, y + row);
      int at = plane.at(x, y + row);
      for (int column = 0; column < size; column++) {
        int above = plane.get(x + column, y - 1);
        samples[at + column] =
            switch (mode) {
              case VERTICAL -> (byte) above;
              case HORIZONTAL -> (byte) left;
              case TRUE_MOTION -> clip(left + above - corner);
              default -> (byte) mean;
            };
      }
    }
  }

  /** Mean of the neighbours that lie in the frame; 128 without any. */
  private static int mean(Plane plane, int x, int y, int size) {
    int sum = 0;
    int count = 0;
    for (int i = 0; y > 0 && i < size; i++, count++) {
      sum += plane.get(x + i, y - 1);
    }
    for (int i = 0; x > 0 && i < size; i++, count++) {
      sum += plane.get(x - 1, y + i);
    }
    return count == 0 ? 128 : (sum + count / 2) / count;
  }

  /**
   * The neighbours of a 4 x 4 sub-block in one line: up its left side, over the corner, along the
   * row above and on to the right; the first and the last one twice.
   *
   * @param edge takes 15 samples
   * @param right the four samples above and to the right
   */
  static void edge(Plane plane, int x, int y, int[] right, int[] edge) {
    for (int i = 0; i < 4; i++) {
      edge[CORNER - 1 - i] = plane.get(x - 1, y + i);
      edge[ABOVE + i] = plane.get(x + i, y - 1);
      edge[ABOVE + 4 + i] = right[i];
    }
    edge[CORNER] = plane.get(x - 1, y - 1);
    edge[0] = edge[1];
    edge[14] = edge[13];
  }

  /** Predicts a 4 x 4 sub-block from its edge. */
  static void subBlock(Plane plane, int x, int y, int mode, int[] edge) {
    byte[] samples = plane.samples();
    int mean = mode == DC ? mean(edge) : 0;
    for (int row = 0; row < 4; row++) {
      int at = plane.at(x, y + row);
      for (int column = 0; column < 4; column++) {
        samples[at + column] =
            switch (mode) {
              case TRUE_MOTION ->
                  clip(edge[CORNER - 1 - row] + edge[ABOVE + column] - edge[CORNER]);
              case VERTICAL -> smooth(edge, ABOVE + column);
              case HORIZONTAL -> smooth(edge, CORNER - 1 - row);
              case LEFT_DOWN -> smooth(edge, ABOVE + 1 + column + row);
              case RIGHT_DOWN -> smooth(edge, CORNER + column - row);
              case VERTICAL_RIGHT -> verticalRight(edge, column, row);
              case VERTICAL_LEFT -> verticalLeft(edge, column, row);
              case HORIZONTAL_DOWN -> horizontalDown(edge, column, row);
              case HORIZONTAL_UP -> horizontalUp(edge, column, row);
              default -> (byte) mean;
            };
      }
    }
  }

  private static int mean(int[] edge) {
    int sum = 4;
    for (int i = 0; i < 4; i++) {
      sum += edge[1 + i] + edge[ABOVE + i];
    }
    return sum >> 3;
  }

  private static byte verticalRight(int[] edge, int column, int row) {
    int along = 2 * column - row;
    if (along < -1) {
      return smooth(edge, CORNER + along + 1);
    }
    int at = CORNER + Math.floorDiv(along + 1, 2);
    return (row & 1) == 0 ? between(edge, at) : smooth(edge, at);
  }

  private static byte verticalLeft(int[] edge, int column, int row) {
    if (column == 3 && row > 1) {
      return smooth(edge, ABOVE + 3 + row);
    }
    int at = ABOVE + column + row / 2;
    return (row & 1) == 0 ? between(edge, at) : smooth(edge, at + 1);
  }

  private static byte horizontalDown(int[] edge, int column, int row) {
    int along = column - 2 * row + 6;
    if (along > 6) {
      return smooth(edge, along - 2);
    }
    return (along & 1) == 0 ? between(edge, along / 2 + 1) : smooth(edge, along / 2 + 2);
  }

  private static byte horizontalUp(int[] edge, int column, int row) {
    int along = column + 2 * row;
    if (along > 5) {
      return (byte) edge[1];
    }
    int at = CORNER - 1 - along / 2;
    return (along & 1) == 0 ? between(edge, at - 1) : smooth(edge, at - 1);
  }

  /** (a + b + 1) / 2 of two neighbours on the edge. */
  private static byte between(int[] edge, int first) {
    return (byte) ((edge[first] + edge[first + 1] + 1) >> 1);
  }

  /** (a + 2 b + c + 2) / 4 around a sample of the edge. */
  private static byte smooth(int[] edge, int middle) {
    return (byte) ((edge[middle - 1] + 2 * edge[middle] + edge[middle + 1] + 2) >> 2);
  }

  static byte clip(int value) {
    return (byte) Math.max(0, Math.min(value, 255));
  }
}
