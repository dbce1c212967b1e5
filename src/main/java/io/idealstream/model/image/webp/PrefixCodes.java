package io.idealstream.model.image.webp;

import java.io.IOException;
import java.util.Arrays;

/** Reads prefix codes, which are written as code lengths, themselves prefix coded. */
final class PrefixCodes {
  private static final int[] ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private PrefixCodes() {}

  /**
   * Reads one code.
   *
   * @param alphabet number of symbols
   */
  static PrefixCode read(BitReader in, int alphabet) throws IOException {
    return new PrefixCode(in.flag() ? few(in, alphabet) : many(in, alphabet));
  }

  /** One or two symbols, by name. */
  private static int[] few(BitReader in, int alphabet) throws IOException {
    int[] lengths = new int[alphabet];
    boolean two = in.flag();
    mark(lengths, in.read(in.flag() ? 8 : 1));
    if (two) {
      mark(lengths, in.read(8));
    }
    return lengths;
  }

  private static void mark(int[] lengths, int symbol) throws IOException {
    if (symbol >= lengths.length) {
      throw new IOException("a prefix code has a symbol outside its alphabet");
    }
    lengths[symbol] = 1;
  }

  private static int[] many(BitReader in, int alphabet) throws IOException {
    int[] lengthsOfLengths = new int[ORDER.length];
    int count = 4 + in.read(4);
    for (int i = 0; i < count; i++) {
      lengthsOfLengths[ORDER[i]] = in.read(3);
    }
    PrefixCode code = new PrefixCode(lengthsOfLengths);
    int remaining = in.flag() ? 2 + in.read(2 + 2 * in.read(3)) : alphabet;
    if (remaining > alphabet) {
      throw new IOException("a prefix code has more lengths than symbols");
    }
    return lengths(in, code, alphabet, remaining);
  }

  private static int[] lengths(BitReader in, PrefixCode code, int alphabet, int remaining)
      throws IOException {
    int[] lengths = new int[alphabet];
    int previous = 8;
    int symbol = 0;
    for (int i = 0; symbol < alphabet && i < remaining; i++) {
      int token = code.read(in);
      if (token < 16) {
        lengths[symbol++] = token;
        previous = token == 0 ? previous : token;
        continue;
      }
      int length = token == 16 ? previous : 0;
      int times =
          switch (token) {
            case 16 -> 3 + in.read(2);
            case 17 -> 3 + in.read(3);
            default -> 11 + in.read(7);
          };
      if (symbol + times > alphabet) {
        throw new IOException("a prefix code has more lengths than symbols");
      }
      Arrays.fill(lengths, symbol, symbol + times, length);
      symbol += times;
    }
    return lengths;
  }
}
