package io.idealstream.model.image.webp;

/** Colours were replaced by their numbers, several of them to a pixel when there are few. */
final class PaletteTransform implements LosslessTransform {
  private final int[] colours;
  private final int bits;
  private final int width;
  private final int height;

  /**
   * A transform.
   *
   * @param colours 256, 16, 4 or 2 of them
   * @param bits 2^bits numbers share a pixel
   */
  PaletteTransform(int[] colours, int bits, int width, int height) {
    this.colours = colours;
    this.bits = bits;
    this.width = width;
    this.height = height;
  }

  /** 2^bits numbers share a pixel. */
  int bits() {
    return bits;
  }

  @Override
  public int[] undo(int[] packed) {
    int[] argb = bits == 0 ? packed : new int[width * height];
    int columns = LosslessImage.blocks(width, bits);
    int depth = 8 >> bits;
    int within = (1 << bits) - 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int numbers = packed[y * columns + (x >> bits)] >> 8 & 0xff;
        int number = (numbers >> ((x & within) * depth)) & ((1 << depth) - 1);
        argb[y * width + x] = colours[number];
      }
    }
    return argb;
  }
}
