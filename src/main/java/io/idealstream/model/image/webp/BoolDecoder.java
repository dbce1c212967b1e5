package io.idealstream.model.image.webp;

import java.io.EOFException;

/**
 * The arithmetic decoder of VP8 (RFC 6386, section 7).
 *
 * <p>Past the end of its data it reads zeros; {@link #checkEnd} tells.
 */
final class BoolDecoder {
  private final byte[] data;
  private final int end;
  private int position;

  /** Eight bits to compare, and below them {@code spare} bits read ahead. */
  private int value;

  private int spare = -8;
  private int range = 255;
  private boolean overrun;

  BoolDecoder(byte[] data, int from, int end) {
    this.data = data;
    this.position = from;
    this.end = end;
  }

  /** A bit that is 0 with a probability in 256ths. */
  int bit(int probability) {
    if (spare < 0) {
      load();
    }
    int split = 1 + (((range - 1) * probability) >> 8);
    int border = split << spare;
    int bit;
    if (value >= border) {
      value -= border;
      range -= split;
      bit = 1;
    } else {
      range = split;
      bit = 0;
    }
    int shift = Integer.numberOfLeadingZeros(range) - 24;
    range <<= shift;
    spare -= shift;
    return bit;
  }

  boolean flag() {
    return bit(128) == 1;
  }

  /** An unsigned number of some bits, the highest first. */
  int number(int bits) {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | bit(128);
    }
    return number;
  }

  /** A number of some bits, then its sign. */
  int signed(int bits) {
    int magnitude = number(bits);
    return flag() ? -magnitude : magnitude;
  }

  /** A flag, and after a true one a signed number; else 0. */
  int optionalSigned(int bits) {
    return flag() ? signed(bits) : 0;
  }

  void checkEnd() throws EOFException {
    if (overrun) {
      throw new EOFException("a partition of the picture ends early");
    }
  }

  private void load() {
    int next = 0;
    if (position < end) {
      next = data[position++] & 0xff;
    } else {
      overrun = true;
    }
    value = value << 8 | next;
    spare += 8;
  }
}
