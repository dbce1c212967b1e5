package io.idealstream.model.image;

/** The tags that decoding needs. */
enum TiffTag {
  WIDTH(256, 1),
  HEIGHT(257, 1),
  BITS_PER_SAMPLE(258, 8),
  COMPRESSION(259, 1),
  PHOTOMETRIC(262, 1),
  FILL_ORDER(266, 1),
  STRIP_OFFSETS(273, TiffTag.MOST_PIECES),
  ORIENTATION(274, 1),
  SAMPLES_PER_PIXEL(277, 1),
  ROWS_PER_STRIP(278, 1),
  STRIP_BYTE_COUNTS(279, TiffTag.MOST_PIECES),
  PLANAR_CONFIGURATION(284, 1),
  T4_OPTIONS(292, 1),
  T6_OPTIONS(293, 1),
  PREDICTOR(317, 1),
  COLOUR_MAP(320, 3 << 8),
  TILE_WIDTH(322, 1),
  TILE_HEIGHT(323, 1),
  TILE_OFFSETS(324, TiffTag.MOST_PIECES),
  TILE_BYTE_COUNTS(325, TiffTag.MOST_PIECES),
  INK_SET(332, 1),
  EXTRA_SAMPLES(338, 4),
  SAMPLE_FORMAT(339, 8),
  JPEG_TABLES(347, 1 << 16);

  /** Strips or tiles; each costs the start of a decoder, whatever its size. */
  static final int MOST_PIECES = 1 << 16;

  private final int number;
  private final int most;

  TiffTag(int number, int most) {
    this.number = number;
    this.most = most;
  }

  /** The tag with a number; null when decoding does not need it. */
  static TiffTag of(int number) {
    for (TiffTag tag : values()) {
      if (tag.number == number) {
        return tag;
      }
    }
    return null;
  }

  /** Most values that it may have. */
  int most() {
    return most;
  }
}
