package io.idealstream.model.image.webp;

/** Parts of green were subtracted from red, and of green and red from blue. */
final class ColourTransform implements LosslessTransform {
  private final int[] parts;
  private final int bits;
  private final int width;

  /**
   * A transform.
   *
   * @param parts per block, in 32nds: red of green, blue of green, blue of red from the lowest byte
   *     up
   * @param bits block side 2^bits
   */
  ColourTransform(int[] parts, int bits, int width) {
    this.parts = parts;
    this.bits = bits;
    this.width = width;
  }

  @Override
  public int[] undo(int[] argb) {
    int columns = LosslessImage.blocks(width, bits);
    for (int i = 0; i < argb.length; i++) {
      int part = parts[((i / width) >> bits) * columns + ((i % width) >> bits)];
      int green = argb[i] >> 8;
      int red = (argb[i] >> 16) + times(part, green) & 0xff;
      int blue = argb[i] + times(part >> 8, green) + times(part >> 16, red) & 0xff;
      argb[i] = (argb[i] & 0xff00ff00) | red << 16 | blue;
    }
    return argb;
  }

  /** The low bytes as signed numbers. */
  private static int times(int part, int colour) {
    return ((byte) part * (byte) colour) >> 5;
  }
}
