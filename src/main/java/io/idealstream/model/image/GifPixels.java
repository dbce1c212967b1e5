package io.idealstream.model.image;

import java.io.EOFException;
import java.io.IOException;

/**
 * The pixels of a GIF frame (GIF89a, appendix F: Lempel-Ziv-Welch with codes of growing length).
 *
 * <p>Own code because the runtime's reader neither tells that pixels are missing nor stops at the
 * last one, and what follows that may take a thousand times as long.
 */
final class GifPixels {
  private static final int MOST_CODES = 4096;
  private static final int LONGEST_CODE = 12;

  private final byte[] data;
  private final byte[] pixels;
  private final int clear;
  private final int[] prefix = new int[MOST_CODES];
  private final byte[] last = new byte[MOST_CODES];
  private final int[] length = new int[MOST_CODES];
  private int position;
  private int buffer;
  private int buffered;

  private GifPixels(byte[] data, int depth, int count) {
    this.data = data;
    this.pixels = new byte[count];
    this.clear = 1 << depth;
    for (int code = 0; code < clear; code++) {
      last[code] = (byte) code;
      length[code] = 1;
    }
  }

  /**
   * Decodes colour numbers.
   *
   * @param data content of the frame's blocks, joined
   * @param depth bits of a colour number
   * @param count pixels of the frame; what follows the last one is not read
   * @throws IOException when a code means nothing; {@link EOFException} when pixels are missing
   */
  static byte[] decode(byte[] data, int depth, int count) throws IOException {
    if (depth < 1 || depth > 8) {
      throw new IOException("expected 1 to 8 bits a colour, found " + depth);
    }
    GifPixels frame = new GifPixels(data, depth, count);
    frame.decode();
    return frame.pixels;
  }

  private void decode() throws IOException {
    int end = clear + 1;
    int next = end + 1;
    int previous = -1;
    int done = 0;
    while (done < pixels.length) {
      int code = read(bits(next));
      if (code == clear) {
        next = end + 1;
        previous = -1;
        continue;
      }
      if (code == end) {
        throw new EOFException("the frame ends after " + done + " of its pixels");
      }
      boolean unfinished = code == next && previous >= 0 && next < MOST_CODES;
      if ((code >= next && !unfinished) || (previous < 0 && code > clear)) {
        throw new IOException("code " + code + " has no meaning yet");
      }
      if (previous >= 0 && next < MOST_CODES) {
        prefix[next] = previous;
        length[next] = length[previous] + 1;
        last[next] = first(unfinished ? previous : code);
        next++;
      }
      done = write(code, done);
      previous = code;
    }
  }

  /** A code is as long as the highest one that may come; the newest may be the one being built. */
  private int bits(int next) {
    return Math.min(32 - Integer.numberOfLeadingZeros(next), LONGEST_CODE);
  }

  private int read(int bits) throws EOFException {
    while (buffered < bits) {
      if (position == data.length) {
        throw new EOFException("the frame's data ends early");
      }
      buffer |= (data[position++] & 0xff) << buffered;
      buffered += 8;
    }
    int code = buffer & (1 << bits) - 1;
    buffer >>>= bits;
    buffered -= bits;
    return code;
  }

  private byte first(int code) {
    int each = code;
    while (length[each] > 1) {
      each = prefix[each];
    }
    return last[each];
  }

  /** Writes the string of a code, from its end to its start; returns where it ends. */
  private int write(int code, int from) {
    int end = from + length[code];
    int each = code;
    for (int at = end - 1; at >= from; at--) {
      if (at < pixels.length) {
        pixels[at] = last[each];
      }
      each = prefix[each];
    }
    return end;
  }
}
