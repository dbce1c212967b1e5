package io.idealstream.model.image;

import java.io.EOFException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Part of an encoded picture, read by position. Reading past its end is an {@link EOFException}
 * whatever a header claims, so that no length in a file needs a check of its own.
 */
final class Bytes {
  private final byte[] data;
  private final int from;
  private final int to;
  private final ByteOrder order;

  private Bytes(byte[] data, int from, int to, ByteOrder order) {
    this.data = data;
    this.from = from;
    this.to = to;
    this.order = order;
  }

  static Bytes of(byte[] data, ByteOrder order) {
    return new Bytes(data, 0, data.length, order);
  }

  /** A part; positions in it start at 0. */
  Bytes part(long position, long length) throws EOFException {
    int start = start(position, length);
    return new Bytes(data, start, start + (int) length, order);
  }

  Bytes order(ByteOrder other) {
    return new Bytes(data, from, to, other);
  }

  int length() {
    return to - from;
  }

  int u8(long position) throws EOFException {
    return data[start(position, 1)] & 0xff;
  }

  int u16(long position) throws EOFException {
    int first = u8(position);
    int second = u8(position + 1);
    return order == ByteOrder.BIG_ENDIAN ? first << 8 | second : second << 8 | first;
  }

  int u24(long position) throws EOFException {
    return order == ByteOrder.BIG_ENDIAN
        ? u8(position) << 16 | u16(position + 1)
        : u8(position + 2) << 16 | u16(position);
  }

  long u32(long position) throws EOFException {
    long first = u16(position);
    long second = u16(position + 2);
    return order == ByteOrder.BIG_ENDIAN ? first << 16 | second : second << 16 | first;
  }

  /** Bytes as Latin letters. */
  String text(long position, int length) throws EOFException {
    return new String(copy(position, length), StandardCharsets.ISO_8859_1);
  }

  /** Position of the next byte of a value, from a position on. */
  int find(int value, int position) throws EOFException {
    for (int i = start(position, 0); i < to; i++) {
      if ((data[i] & 0xff) == value) {
        return i - from;
      }
    }
    throw new EOFException("expected another byte " + value + ", the data ends at " + length());
  }

  boolean startsWith(String ascii) {
    byte[] expected = ascii.getBytes(StandardCharsets.ISO_8859_1);
    return length() >= expected.length
        && Arrays.equals(data, from, from + expected.length, expected, 0, expected.length);
  }

  byte[] copy(long position, long length) throws EOFException {
    int start = start(position, length);
    return Arrays.copyOfRange(data, start, start + (int) length);
  }

  void copy(long position, long length, byte[] target, int at) throws EOFException {
    System.arraycopy(data, start(position, length), target, at, (int) length);
  }

  private int start(long position, long length) throws EOFException {
    if (position < 0 || length < 0 || position + length > length()) {
      throw new EOFException(
          "expected bytes: "
              + length
              + " at position "
              + position
              + ", the data ends at "
              + length());
    }
    return from + (int) position;
  }
}
