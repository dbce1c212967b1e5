package io.idealstream.model.image.webp;

/**
 * How strongly block edges are smoothed (RFC 6386, sections 9.6 and 15).
 *
 * @param referenceDelta added to the level of every macroblock of a key frame
 * @param blockModeDelta added where sub-blocks are predicted one by one
 */
record FilterSettings(Kind kind, int level, int sharpness, int referenceDelta, int blockModeDelta) {

  enum Kind {
    SIMPLE,
    NORMAL
  }

  static FilterSettings read(BoolDecoder in) {
    Kind kind = in.flag() ? Kind.SIMPLE : Kind.NORMAL;
    int level = in.number(6);
    int sharpness = in.number(3);
    int[] deltas = new int[8];
    boolean hasDeltas = in.flag();
    boolean givesDeltas = hasDeltas && in.flag();
    if (givesDeltas) {
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = in.optionalSigned(6);
      }
    }
    return new FilterSettings(kind, level, sharpness, deltas[0], deltas[4]);
  }

  boolean filters() {
    return level > 0;
  }

  /** Level of a macroblock, 0 to 63. */
  int level(Segments segments, int segment, boolean blockModes) {
    int sum =
        segments.filterLevel(segment, level) + referenceDelta + (blockModes ? blockModeDelta : 0);
    return Math.max(0, Math.min(sum, 63));
  }

  /** Largest step between neighbours, inside a block, that is smoothed. */
  int interiorLimit(int macroblockLevel) {
    int limit = macroblockLevel;
    if (sharpness > 0) {
      limit = Math.min(limit >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
    }
    return Math.max(limit, 1);
  }
}
