package io.idealstream.model.image.webp;

import java.io.IOException;
import java.util.HexFormat;

/**
 * Pixels as the lossless format stores them: prefix codes, copies of earlier pixels and a cache of
 * recent colours. The picture itself is one, and so are the data of its transforms.
 */
final class EntropyImage {
  private static final int COPIES = 256;
  private static final int CACHED = 256 + 24;

  /** The nearest pixels in the order of distances 1 to 120: rows above x 16 + 8 - columns left. */
  private static final byte[] NEARBY =
      HexFormat.of()
          .parseHex(
              "1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03"
                  + "5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f"
                  + "646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070");

  private final BitReader in;
  private final int width;
  private final int[] argb;
  private final int[] cache;
  private final int cacheShift;

  private EntropyImage(BitReader in, int width, int height, int cacheBits) {
    this.in = in;
    this.width = width;
    this.argb = new int[width * height];
    this.cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
    this.cacheShift = 32 - cacheBits;
  }

  /** Reads pixels that share one group of codes: the data of a transform. */
  static int[] readPlain(BitReader in, int width, int height) throws IOException {
    int cacheBits = readCacheBits(in);
    CodeMap codes = CodeMap.readOne(in, cacheBits);
    EntropyImage image = new EntropyImage(in, width, height, cacheBits);
    image.decode(codes);
    return image.argb;
  }

  /** Reads pixels whose codes may differ from block to block: the picture itself. */
  static int[] read(BitReader in, int width, int height) throws IOException {
    int cacheBits = readCacheBits(in);
    CodeMap codes = CodeMap.read(in, width, height, cacheBits);
    EntropyImage image = new EntropyImage(in, width, height, cacheBits);
    image.decode(codes);
    return image.argb;
  }

  private static int readCacheBits(BitReader in) throws IOException {
    if (!in.flag()) {
      return 0;
    }
    int bits = in.read(4);
    if (bits < 1 || bits > 11) {
      throw new IOException("expected a colour cache of 1 to 11 bits, found " + bits);
    }
    return bits;
  }

  private void decode(CodeMap codes) throws IOException {
    int at = 0;
    int x = 0;
    int y = 0;
    while (at < argb.length) {
      CodeGroup group = codes.group(x, y);
      int symbol = group.green().read(in);
      int length = 1;
      if (symbol < COPIES) {
        put(at, literal(group, symbol));
      } else if (symbol < CACHED) {
        length = copy(at, group, symbol - COPIES);
      } else {
        put(at, cached(symbol - CACHED));
      }
      at += length;
      for (x += length; x >= width; x -= width) {
        y++;
      }
    }
  }

  private int literal(CodeGroup group, int green) throws IOException {
    int red = group.red().read(in);
    int blue = group.blue().read(in);
    int alpha = group.alpha().read(in);
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  /** Returns how many pixels were copied. */
  private int copy(int at, CodeGroup group, int prefix) throws IOException {
    int length = number(prefix);
    int distance = distance(number(group.distance().read(in)));
    if (distance > at || length > argb.length - at) {
      throw new IOException("pixels are copied from or to outside the picture");
    }
    for (int i = 0; i < length; i++) {
      put(at + i, argb[at + i - distance]);
    }
    return length;
  }

  /** A number from 1 on, written as its magnitude and some bits. */
  private int number(int prefix) throws IOException {
    if (prefix < 4) {
      return prefix + 1;
    }
    int bits = (prefix - 2) >> 1;
    return ((2 + (prefix & 1)) << bits) + in.read(bits) + 1;
  }

  private int distance(int code) {
    if (code > NEARBY.length) {
      return code - NEARBY.length;
    }
    int pixel = NEARBY[code - 1];
    return Math.max((pixel >> 4) * width + 8 - (pixel & 15), 1);
  }

  private int cached(int index) throws IOException {
    if (index >= cache.length) {
      throw new IOException("a colour is taken from outside the cache");
    }
    return cache[index];
  }

  private void put(int at, int colour) {
    argb[at] = colour;
    if (cache.length > 0) {
      cache[(0x1e35a7bd * colour) >>> cacheShift] = colour;
    }
  }
}
