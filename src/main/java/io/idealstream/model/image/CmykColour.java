package io.idealstream.model.image;

/**
 * Cyan, magenta, yellow and black ink, converted without a profile, as Pillow does: white light
 * reduced by black, the rest reduced by each colour.
 *
 * @param bits per sample
 * @param polarity whether 0 or the highest sample is full ink
 */
record CmykColour(int bits, Polarity polarity) implements Colour {

  enum Polarity {
    HIGH_IS_INK,
    /** Adobe's way of writing JPEG. */
    LOW_IS_INK
  }

  @Override
  public void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb) {
    int flip = polarity == Polarity.LOW_IS_INK ? 0xff : 0;
    for (int i = 0; i < count; i++) {
      int at = i * bands;
      int light = 255 - (Colour.eightBits(samples[at + 3], bits) ^ flip);
      for (int channel = 0; channel < 3; channel++) {
        int ink = Colour.eightBits(samples[at + channel], bits) ^ flip;
        rgb[3 * i + channel] = (byte) (light - product(ink, light));
      }
    }
  }

  /** a b / 255, rounded to nearest. */
  static int product(int a, int b) {
    int sum = a * b + 128;
    return (sum + (sum >> 8)) >> 8;
  }
}
