package io.idealstream.model.image.webp;

/** Up to four kinds of macroblocks with settings of their own (RFC 6386, section 9.3). */
final class Segments {
  static final int COUNT = 4;

  /** What the settings of a kind are to those of the frame. */
  private enum Meaning {
    /** There is one kind, with the frame's settings. */
    NONE,
    ADDED,
    INSTEAD
  }

  private final int[] quantizers = new int[COUNT];
  private final int[] filterLevels = new int[COUNT];
  private final int[] treeProbabilities = {255, 255, 255};
  private Meaning meaning = Meaning.NONE;

  /** Whether every macroblock says which kind it is. */
  private boolean mapped;

  static Segments read(BoolDecoder in) {
    Segments segments = new Segments();
    if (in.flag()) {
      segments.readSettings(in);
    }
    return segments;
  }

  private void readSettings(BoolDecoder in) {
    mapped = in.flag();
    meaning = Meaning.INSTEAD;
    if (in.flag()) {
      meaning = in.flag() ? Meaning.INSTEAD : Meaning.ADDED;
      for (int i = 0; i < COUNT; i++) {
        quantizers[i] = in.optionalSigned(7);
      }
      for (int i = 0; i < COUNT; i++) {
        filterLevels[i] = in.optionalSigned(6);
      }
    }
    for (int i = 0; mapped && i < treeProbabilities.length; i++) {
      treeProbabilities[i] = in.flag() ? in.number(8) : 255;
    }
  }

  /** Reads the kind of a macroblock. */
  int readSegment(BoolDecoder in) {
    if (!mapped) {
      return 0;
    }
    return in.bit(treeProbabilities[0]) == 0
        ? in.bit(treeProbabilities[1])
        : 2 + in.bit(treeProbabilities[2]);
  }

  int quantizer(int segment, int ofFrame) {
    return setting(quantizers[segment], ofFrame);
  }

  int filterLevel(int segment, int ofFrame) {
    return setting(filterLevels[segment], ofFrame);
  }

  private int setting(int own, int ofFrame) {
    return switch (meaning) {
      case NONE -> ofFrame;
      case ADDED -> own + ofFrame;
      case INSTEAD -> own;
    };
  }
}
