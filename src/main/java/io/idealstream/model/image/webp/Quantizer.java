package io.idealstream.model.image.webp;

/**
 * Steps of the three kinds of blocks: luminance, its second-order means, and chrominance; of each
 * for the first coefficient and all others (RFC 6386, section 9.6).
 */
final class Quantizer {
  private final int[] luma;
  private final int[] means;
  private final int[] chroma;

  private Quantizer(int[] luma, int[] means, int[] chroma) {
    this.luma = luma;
    this.means = means;
    this.chroma = chroma;
  }

  int[] luma() {
    return luma;
  }

  int[] means() {
    return means;
  }

  int[] chroma() {
    return chroma;
  }

  /** Index of luminance, and what the five other indices differ from it by. */
  record Indices(int luma, int lumaDc, int meansDc, int meansAc, int chromaDc, int chromaAc) {
    static Indices read(BoolDecoder in) {
      return new Indices(
          in.number(7),
          in.optionalSigned(4),
          in.optionalSigned(4),
          in.optionalSigned(4),
          in.optionalSigned(4),
          in.optionalSigned(4));
    }

    Quantizer at(int index) {
      return new Quantizer(
          new int[] {dc(index + lumaDc, 127), ac(index)},
          new int[] {2 * dc(index + meansDc, 127), Math.max(ac(index + meansAc) * 155 / 100, 8)},
          new int[] {dc(index + chromaDc, 117), ac(index + chromaAc)});
    }

    private static int dc(int index, int highest) {
      return Vp8Tables.DC_STEPS[Math.max(0, Math.min(index, highest))];
    }

    private static int ac(int index) {
      return Vp8Tables.AC_STEPS[Math.max(0, Math.min(index, 127))];
    }
  }
}
