package io.idealstream.model.image;

/** The meaning of samples. */
interface Colour {
  /**
   * Converts pixels to RGB.
   *
   * @param samples interleaved
   * @param bands samples per pixel; there may be more than the colour uses
   * @param rgb takes red, green and blue of {@code count} pixels
   */
  void convert(int[] samples, int bands, int count, Alpha alpha, byte[] rgb);

  /** Whether three samples of 8 bits are red, green and blue as they are. */
  default boolean isRgbOfBytes() {
    return false;
  }

  /** A sample as 0 to 255: the high byte of a deep one, a shallow one stretched. */
  static int eightBits(int sample, int bits) {
    if (bits == 8) {
      return sample;
    }
    return bits > 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
  }
}
