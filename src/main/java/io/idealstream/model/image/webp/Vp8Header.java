package io.idealstream.model.image.webp;

import java.io.EOFException;
import java.io.IOException;

/** Header of a VP8 key frame (RFC 6386, sections 9.2 to 9.11 and 19.2). */
final class Vp8Header {
  /** Frame tag, start code, width and height. */
  static final int LENGTH = 10;

  private final byte[] data;
  private final int from;
  private final int end;
  private final BoolDecoder modes;
  private final Segments segments;
  private final FilterSettings filter;
  private final BoolDecoder[] partitions;
  private final Quantizer[] quantizers = new Quantizer[Segments.COUNT];
  private final int[] tokens = Vp8Tables.TOKENS_AT_FIRST.clone();
  private final int skipProbability;

  private Vp8Header(byte[] data, int from, int end) throws IOException {
    this.data = data;
    this.from = from;
    this.end = end;
    int modesEnd = from + LENGTH + (u24(from) >> 5);
    if (modesEnd > end) {
      throw new EOFException("the first partition of the picture ends early");
    }
    modes = new BoolDecoder(data, from + LENGTH, modesEnd);
    // Colour space and clamping, neither of which matters to a decoder that clamps.
    modes.number(2);
    segments = Segments.read(modes);
    filter = FilterSettings.read(modes);
    partitions = partitions(modesEnd, 1 << modes.number(2));
    Quantizer.Indices indices = Quantizer.Indices.read(modes);
    for (int i = 0; i < Segments.COUNT; i++) {
      quantizers[i] = indices.at(segments.quantizer(i, indices.luma()));
    }
    // Whether probabilities are kept for a next frame; there is none.
    modes.flag();
    for (int i = 0; i < tokens.length; i++) {
      if (modes.bit(Vp8Tables.TOKEN_UPDATES[i]) == 1) {
        tokens[i] = modes.number(8);
      }
    }
    skipProbability = modes.flag() ? modes.number(8) : -1;
    modes.checkEnd();
  }

  /**
   * Reads a header.
   *
   * @throws IOException when it is not that of a key frame; {@link EOFException} when it ends early
   */
  static Vp8Header parse(byte[] data, int from, int end) throws IOException {
    if (end - from < LENGTH) {
      throw new EOFException("the header of the picture ends early");
    }
    boolean keyFrame = (data[from] & 1) == 0;
    boolean shown = (data[from] & 0x10) != 0;
    boolean started =
        data[from + 3] == (byte) 0x9d && data[from + 4] == 0x01 && data[from + 5] == 0x2a;
    if (!keyFrame || !shown || !started || (data[from] >> 1 & 7) > 3) {
      throw new IOException("expected a VP8 key frame");
    }
    return new Vp8Header(data, from, end);
  }

  int width() {
    return ((data[from + 6] & 0xff) | data[from + 7] << 8) & 0x3fff;
  }

  int height() {
    return ((data[from + 8] & 0xff) | data[from + 9] << 8) & 0x3fff;
  }

  BoolDecoder modes() {
    return modes;
  }

  Segments segments() {
    return segments;
  }

  FilterSettings filter() {
    return filter;
  }

  /** Where the coefficients of a row of macroblocks are. */
  BoolDecoder coefficients(int row) {
    return partitions[row % partitions.length];
  }

  Quantizer quantizer(int segment) {
    return quantizers[segment];
  }

  /** Token probabilities [4 kinds x 8 bands x 3 contexts x 11]. */
  int[] tokens() {
    return tokens;
  }

  /** Reads whether a macroblock has no coefficients. */
  boolean readSkip() {
    return skipProbability >= 0 && modes.bit(skipProbability) == 1;
  }

  /** Three bytes give the length of every partition but the last. */
  private BoolDecoder[] partitions(int sizes, int count) throws EOFException {
    BoolDecoder[] each = new BoolDecoder[count];
    int start = sizes + 3 * (count - 1);
    if (start > end) {
      throw new EOFException("the partitions of the picture end early");
    }
    for (int i = 0; i < count; i++) {
      int length = i < count - 1 ? Math.min(u24(sizes + 3 * i), end - start) : end - start;
      each[i] = new BoolDecoder(data, start, start + length);
      start += length;
    }
    return each;
  }

  private int u24(int at) {
    return (data[at] & 0xff) | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff) << 16;
  }
}
