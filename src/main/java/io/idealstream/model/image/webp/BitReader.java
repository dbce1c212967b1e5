package io.idealstream.model.image.webp;

import java.io.EOFException;

/** Bits of a lossless WebP picture, the lowest of each byte first. */
final class BitReader {
  private final byte[] data;
  private final int end;
  private int position;
  private long buffer;
  private int buffered;

  BitReader(byte[] data, int from, int end) {
    this.data = data;
    this.position = from;
    this.end = end;
  }

  /** Up to 32 bits ahead; zeros past the end. */
  int peek(int bits) {
    if (buffered < bits) {
      fill();
    }
    return (int) (buffer & ((1L << bits) - 1));
  }

  void skip(int bits) throws EOFException {
    if (buffered < bits) {
      fill();
      if (buffered < bits) {
        throw new EOFException("the bits of the picture end early");
      }
    }
    buffer >>>= bits;
    buffered -= bits;
  }

  int read(int bits) throws EOFException {
    int value = peek(bits);
    skip(bits);
    return value;
  }

  boolean flag() throws EOFException {
    return read(1) == 1;
  }

  private void fill() {
    while (buffered <= 48 && position < end) {
      buffer |= (data[position++] & 0xffL) << buffered;
      buffered += 8;
    }
  }
}
