package io.idealstream.model.image.webp;

import java.io.IOException;

/**
 * The five codes of a pixel.
 *
 * @param green for green values, lengths of copies and entries of the colour cache
 */
record CodeGroup(
    PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {

  static CodeGroup read(BitReader in, int cacheBits) throws IOException {
    int cache = cacheBits == 0 ? 0 : 1 << cacheBits;
    return new CodeGroup(
        PrefixCodes.read(in, 256 + 24 + cache),
        PrefixCodes.read(in, 256),
        PrefixCodes.read(in, 256),
        PrefixCodes.read(in, 256),
        PrefixCodes.read(in, 40));
  }
}
