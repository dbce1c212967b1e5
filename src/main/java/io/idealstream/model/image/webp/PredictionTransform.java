package io.idealstream.model.image.webp;

/** Predictions from neighbours were subtracted. */
final class PredictionTransform implements LosslessTransform {
  private static final int BLACK = 0xff000000;

  private final int[] modes;
  private final int bits;
  private final int width;

  /**
   * A transform.
   *
   * @param modes per block, in the green byte
   * @param bits block side 2^bits
   */
  PredictionTransform(int[] modes, int bits, int width) {
    this.modes = modes;
    this.bits = bits;
    this.width = width;
  }

  @Override
  public int[] undo(int[] argb) {
    argb[0] = LosslessTransform.add(argb[0], BLACK);
    for (int i = 1; i < Math.min(width, argb.length); i++) {
      argb[i] = LosslessTransform.add(argb[i], argb[i - 1]);
    }
    int columns = LosslessImage.blocks(width, bits);
    for (int row = width; row < argb.length; row += width) {
      argb[row] = LosslessTransform.add(argb[row], argb[row - width]);
      int block = ((row / width) >> bits) * columns;
      for (int x = 1; x < width; x++) {
        int mode = modes[block + (x >> bits)] >> 8 & 15;
        argb[row + x] = LosslessTransform.add(argb[row + x], predict(mode, argb, row + x));
      }
    }
    return argb;
  }

  /** To the right of a row's last pixel stands the first of the next row. */
  private int predict(int mode, int[] argb, int at) {
    int left = argb[at - 1];
    int above = argb[at - width];
    int aboveRight = argb[at - width + 1];
    int aboveLeft = argb[at - width - 1];
    return switch (mode) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> aboveRight;
      case 4 -> aboveLeft;
      case 5 -> mean(mean(left, aboveRight), above);
      case 6 -> mean(left, aboveLeft);
      case 7 -> mean(left, above);
      case 8 -> mean(aboveLeft, above);
      case 9 -> mean(above, aboveRight);
      case 10 -> mean(mean(left, aboveLeft), mean(above, aboveRight));
      case 11 -> select(left, above, aboveLeft);
      case 12 -> sum(left, above, aboveLeft);
      case 13 -> extend(mean(left, above), aboveLeft);
      default -> BLACK;
    };
  }

  /** Means of the four components, rounded down. */
  private static int mean(int a, int b) {
    return (((a ^ b) & 0xfefefefe) >>> 1) + (a & b);
  }

  /** The neighbour closer to left + above - aboveLeft. */
  private static int select(int left, int above, int aboveLeft) {
    int toLeft = 0;
    int toAbove = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      toLeft += Math.abs((above >> shift & 0xff) - (aboveLeft >> shift & 0xff));
      toAbove += Math.abs((left >> shift & 0xff) - (aboveLeft >> shift & 0xff));
    }
    return toLeft < toAbove ? left : above;
  }

  /** left + above - aboveLeft, each component clipped. */
  private static int sum(int left, int above, int aboveLeft) {
    int sum = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int value = (left >> shift & 0xff) + (above >> shift & 0xff) - (aboveLeft >> shift & 0xff);
      sum |= clip(value) << shift;
    }
    return sum;
  }

  /** mean + (mean - aboveLeft) / 2, each component clipped. */
  private static int extend(int mean, int aboveLeft) {
    int sum = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int value = mean >> shift & 0xff;
      sum |= clip(value + (value - (aboveLeft >> shift & 0xff)) / 2) << shift;
    }
    return sum;
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(value, 255));
  }
}
