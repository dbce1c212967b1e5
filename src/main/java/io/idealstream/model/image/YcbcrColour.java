package io.idealstream.model.image;

/**
 * Luminance and two colour differences of 8 bits, as in JPEG files (JFIF 1.02):
 *
 * <pre>
 * R = Y                + 1.40200 (Cr - 128)
 * G = Y - 0.34414 (Cb - 128) - 0.71414 (Cr - 128)
 * B = Y + 1.77200 (Cb - 128)
 * </pre>
 *
 * in libjpeg's fixed point: 16 bits behind the point, each difference rounded by itself, those of
 * green together.
 *
 * @param black what a fourth sample is
 */
record YcbcrColour(Black black) implements Colour {

  enum Black {
    NONE,
    /** Ink on top of the other three, all inverted: Adobe's YCCK. */
    INVERTED_INK
  }

  /** Three samples. */
  static final YcbcrColour PLAIN = new YcbcrColour(Black.NONE);

  private static final int HALF = 1 << 15;
  private static final int[] RED = table(1.40200, HALF, 16);
  private static final int[] BLUE = table(1.77200, HALF, 16);
  private static final int[] GREEN_OF_RED = table(-0.71414, 0, 0);
  private static final int[] GREEN_OF_BLUE = table(-0.34414, HALF, 0);

  @Override
  public void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb) {
    for (int i = 0; i < count; i++) {
      int y = samples[i * bands];
      int cb = samples[i * bands + 1];
      int cr = samples[i * bands + 2];
      rgb[3 * i] = clip(y + RED[cr]);
      rgb[3 * i + 1] = clip(y + ((GREEN_OF_BLUE[cb] + GREEN_OF_RED[cr]) >> 16));
      rgb[3 * i + 2] = clip(y + BLUE[cb]);
    }
    if (black == Black.INVERTED_INK) {
      dim(samples, bands, count, rgb);
    }
  }

  /** What was converted are cyan, magenta and yellow ink; they and black take from white light. */
  private static void dim(int[] samples, int bands, int count, byte[] rgb) {
    for (int i = 0; i < 3 * count; i++) {
      int light = samples[i / 3 * bands + 3];
      rgb[i] = (byte) (light - CmykColour.product(rgb[i] & 0xff, light));
    }
  }

  private static byte clip(int value) {
    return (byte) Math.max(0, Math.min(value, 255));
  }

  private static int[] table(double factor, int rounding, int shift) {
    int fixed = (int) (Math.abs(factor) * (1 << 16) + 0.5);
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      table[i] = (int) (Math.signum(factor) * fixed * (i - 128) + rounding) >> shift;
    }
    return table;
  }
}
