package io.idealstream.model.image.webp;

/** Reads the coefficients of one block (RFC 6386, section 13). */
final class Coefficients {
  /** Kinds of blocks, which have probabilities of their own. */
  static final int LUMA_WITHOUT_MEAN = 0;

  static final int MEANS = 1;
  static final int CHROMA = 2;
  static final int LUMA = 3;

  private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};

  /** Probabilities of the bits of large values, by category from 11 on. */
  private static final int[][] EXTRA_BITS = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  private final int[] tokens;

  /** Token probabilities [4 kinds x 8 bands x 3 contexts x 11]. */
  Coefficients(int[] tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads and dequantizes a block.
   *
   * @param context how many of the blocks above and to the left have coefficients
   * @param first 1 where the first coefficient comes from elsewhere
   * @param steps for the first coefficient and for all others
   * @param target takes 16 coefficients from {@code at} on; zero before
   * @return one past the last coefficient that is not zero, in the order of the file
   */
  int read(BoolDecoder in, int kind, int context, int first, int[] steps, int[] target, int at) {
    int p = probabilities(kind, first, context);
    for (int n = first; n < 16; n++) {
      if (in.bit(tokens[p]) == 0) {
        return n;
      }
      while (in.bit(tokens[p + 1]) == 0) {
        n++;
        if (n == 16) {
          return 16;
        }
        p = probabilities(kind, n, 0);
      }
      int magnitude = in.bit(tokens[p + 2]) == 0 ? 1 : large(in, p);
      p = probabilities(kind, n + 1, magnitude == 1 ? 1 : 2);
      int value = magnitude * steps[n > 0 ? 1 : 0];
      target[at + ZIGZAG[n]] = in.flag() ? -value : value;
    }
    return 16;
  }

  private static int probabilities(int kind, int position, int context) {
    int band = kind * Vp8Tables.BANDS + BANDS[position];
    return (band * Vp8Tables.CONTEXTS + context) * Vp8Tables.TOKENS;
  }

  private int large(BoolDecoder in, int p) {
    if (in.bit(tokens[p + 3]) == 0) {
      return in.bit(tokens[p + 4]) == 0 ? 2 : 3 + in.bit(tokens[p + 5]);
    }
    if (in.bit(tokens[p + 6]) == 0) {
      if (in.bit(tokens[p + 7]) == 0) {
        return 5 + in.bit(159);
      }
      int high = in.bit(165);
      return 7 + 2 * high + in.bit(145);
    }
    int high = in.bit(tokens[p + 8]);
    int category = 2 * high + in.bit(tokens[p + 9 + high]);
    int extra = 0;
    for (int probability : EXTRA_BITS[category]) {
      extra = 2 * extra + in.bit(probability);
    }
    return 3 + (8 << category) + extra;
  }
}
