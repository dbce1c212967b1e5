package io.idealstream.model.image;

import java.util.Arrays;

/** Red, green and blue, with or without transparency. */
final class RgbColour implements Colour {
  private final int[] bits;
  private final Opacity opacity;

  /** What a fourth sample means. */
  enum Opacity {
    NONE,
    SEPARATE,
    /** The colours have been multiplied by it. */
    ASSOCIATED
  }

  /**
   * A colour.
   *
   * @param bits per sample and band, 1 to 16
   */
  RgbColour(int[] bits, Opacity opacity) {
    this.bits = bits;
    this.opacity = opacity;
  }

  static RgbColour opaque(int bits) {
    return new RgbColour(new int[] {bits, bits, bits}, Opacity.NONE);
  }

  static RgbColour withOpacity(int bits, Opacity opacity) {
    return new RgbColour(new int[] {bits, bits, bits, bits}, opacity);
  }

  @Override
  public boolean isRgbOfBytes() {
    return opacity == Opacity.NONE && Arrays.stream(bits).allMatch(each -> each == 8);
  }

  @Override
  public void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb) {
    if (opacity == Opacity.NONE) {
      opaque(samples, bands, count, rgb);
      return;
    }
    for (int i = 0; i < count; i++) {
      int at = i * bands;
      int opaque = Colour.eightBits(samples[at + 3], bits[3]);
      for (int channel = 0; channel < 3; channel++) {
        int value = Colour.eightBits(samples[at + channel], bits[channel]);
        if (opacity == Opacity.ASSOCIATED && opaque > 0) {
          value = Math.min(255 * value / opaque, 255);
        }
        rgb[3 * i + channel] = (byte) alpha.apply(value, opaque);
      }
    }
  }

  private void opaque(int[] samples, int bands, int count, byte[] rgb) {
    for (int channel = 0; channel < 3; channel++) {
      int depth = bits[channel];
      for (int i = 0; i < count; i++) {
        rgb[3 * i + channel] = (byte) Colour.eightBits(samples[i * bands + channel], depth);
      }
    }
  }
}
