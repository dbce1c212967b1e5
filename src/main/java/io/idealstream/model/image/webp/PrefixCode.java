package io.idealstream.model.image.webp;

import java.io.EOFException;
import java.io.IOException;

/**
 * A canonical prefix code of up to 15 bits.
 *
 * <p>Short codes are found in a table by their bits; longer ones bit by bit, for which the codes of
 * each length are consecutive numbers.
 */
final class PrefixCode {
  private static final int LONGEST = 15;
  private static final int TABLE_BITS = 8;

  /** Symbols by length, then by value. */
  private final short[] symbols;

  private final int[] countOfLength = new int[LONGEST + 1];
  private final int tableBits;

  /** Symbol x 16 + length for every sequence of bits; 0 where the code is longer. */
  private final int[] table;

  /**
   * Builds the code.
   *
   * @param lengths bits per symbol; 0 for a symbol that does not occur
   * @throws IOException when the lengths leave bits without meaning or give them two
   */
  PrefixCode(int[] lengths) throws IOException {
    int used = 0;
    int longest = 0;
    for (int length : lengths) {
      countOfLength[length]++;
      used += length > 0 ? 1 : 0;
      longest = Math.max(longest, length);
    }
    countOfLength[0] = 0;
    symbols = sorted(lengths, used);
    checkComplete(used);
    tableBits = used == 1 ? 0 : Math.min(longest, TABLE_BITS);
    table = new int[1 << tableBits];
    fillTable(used);
  }

  int read(BitReader in) throws EOFException {
    int entry = table[in.peek(tableBits)];
    if (entry != 0 || tableBits == 0) {
      in.skip(entry & 15);
      return entry >> 4;
    }
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | in.read(1);
      if (code - first < countOfLength[length]) {
        return symbols[index + code - first];
      }
      index += countOfLength[length];
      first = (first + countOfLength[length]) << 1;
    }
    throw new AssertionError("a complete code has a symbol for all bits");
  }

  private static short[] sorted(int[] lengths, int used) {
    short[] symbols = new short[used];
    int next = 0;
    for (int length = 1; length <= LONGEST; length++) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == length) {
          symbols[next++] = (short) symbol;
        }
      }
    }
    return symbols;
  }

  /** Kraft's sum is 1, except that a single symbol takes no bits at all. */
  private void checkComplete(int used) throws IOException {
    int sum = 0;
    for (int length = 1; length <= LONGEST; length++) {
      sum += countOfLength[length] << (LONGEST - length);
    }
    if (used != 1 && sum != 1 << LONGEST) {
      throw new IOException("a prefix code is incomplete or ambiguous");
    }
  }

  private void fillTable(int used) {
    if (used == 1) {
      table[0] = symbols[0] << 4;
      return;
    }
    int code = 0;
    int index = 0;
    for (int length = 1; length <= tableBits; length++) {
      for (int i = 0; i < countOfLength[length]; i++, code++, index++) {
        int bits = Integer.reverse(code) >>> (32 - length);
        for (int at = bits; at < table.length; at += 1 << length) {
          table[at] = symbols[index] << 4 | length;
        }
      }
      code <<= 1;
    }
  }
}
