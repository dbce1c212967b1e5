package io.idealstream.model.image;

/**
 * Shades of grey, with or without transparency.
 *
 * @param bits per sample, 1 to 16
 * @param second what a second sample means
 */
record GreyColour(int bits, Second second) implements Colour {

  enum Second {
    NOTHING,
    OPACITY
  }

  static GreyColour opaque(int bits) {
    return new GreyColour(bits, Second.NOTHING);
  }

  static GreyColour withOpacity(int bits) {
    return new GreyColour(bits, Second.OPACITY);
  }

  @Override
  public void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb) {
    for (int i = 0; i < count; i++) {
      int grey = Colour.eightBits(samples[i * bands], bits);
      if (second == Second.OPACITY) {
        grey = alpha.apply(grey, Colour.eightBits(samples[i * bands + 1], bits));
      }
      rgb[3 * i] = (byte) grey;
      rgb[3 * i + 1] = (byte) grey;
      rgb[3 * i + 2] = (byte) grey;
    }
  }
}
