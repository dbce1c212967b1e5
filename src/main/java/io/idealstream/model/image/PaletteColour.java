package io.idealstream.model.image;

/** Colours by number; numbers beyond the palette are opaque black. */
final class PaletteColour implements Colour {
  private static final int BLACK = 0xff000000;

  private final int[] argb;

  /**
   * A palette.
   *
   * @param argb a colour per number, opacity in the high byte
   */
  PaletteColour(int[] argb) {
    this.argb = argb;
  }

  /** Opaque colours from consecutive bytes. */
  static int[] opaque(byte[] rgb) {
    int[] argb = new int[rgb.length / 3];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          BLACK
              | (rgb[3 * i] & 0xff) << 16
              | (rgb[3 * i + 1] & 0xff) << 8
              | (rgb[3 * i + 2] & 0xff);
    }
    return argb;
  }

  @Override
  public void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb) {
    for (int i = 0; i < count; i++) {
      int number = samples[i * bands];
      int colour = number < argb.length ? argb[number] : BLACK;
      int opacity = colour >>> 24;
      rgb[3 * i] = (byte) alpha.apply(colour >> 16 & 0xff, opacity);
      rgb[3 * i + 1] = (byte) alpha.apply(colour >> 8 & 0xff, opacity);
      rgb[3 * i + 2] = (byte) alpha.apply(colour & 0xff, opacity);
    }
  }
}
