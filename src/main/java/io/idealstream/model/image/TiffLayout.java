package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import io.idealstream.model.image.RgbColour.Opacity;
import java.io.EOFException;
import java.util.Set;

/** What the tags of a TIFF file say of its pixels, checked. */
final class TiffLayout {
  static final int WHITE_IS_ZERO = 0;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int INKS = 5;
  static final int YCBCR = 6;

  static final int CCITT_LAST = 4;
  static final int JPEG = 7;
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, JPEG, 8, 32_773, 32_946);

  private static final int UNSIGNED = 1;
  private static final int UNDEFINED = 4;
  private static final int ASSOCIATED = 1;
  private static final int SEPARATE = 2;

  private final TiffFile file;
  private final int width;
  private final int height;
  private final int compression;
  private final int photometric;
  private final int samples;
  private final int bits;
  private final int opacity;

  TiffLayout(TiffFile file, Allowance allowance) throws ImageRejected, EOFException {
    this.file = file;
    allowance.checkSize(file.value(TiffTag.WIDTH, 0), file.value(TiffTag.HEIGHT, 0));
    this.width = (int) file.value(TiffTag.WIDTH, 0);
    this.height = (int) file.value(TiffTag.HEIGHT, 0);
    this.compression = small(TiffTag.COMPRESSION, 1);
    this.photometric = small(TiffTag.PHOTOMETRIC, BLACK_IS_ZERO);
    this.samples = small(TiffTag.SAMPLES_PER_PIXEL, 1);
    this.bits = small(TiffTag.BITS_PER_SAMPLE, 1);
    this.opacity = opacity();
    checkPixels();
    checkPieces(allowance);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  boolean isJpeg() {
    return compression == JPEG;
  }

  int photometric() {
    return photometric;
  }

  int samples() {
    return samples;
  }

  /** Columns of a strip or tile. */
  int pieceWidth() throws EOFException {
    return tiled() ? (int) file.value(TiffTag.TILE_WIDTH, 0) : width;
  }

  int pieceHeight() throws EOFException {
    return tiled()
        ? (int) file.value(TiffTag.TILE_HEIGHT, 0)
        : (int) Math.min(file.value(TiffTag.ROWS_PER_STRIP, height), height);
  }

  /** Tags with positions and lengths of strips or tiles. */
  TiffTag offsets() {
    return tiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
  }

  TiffTag lengths() {
    return tiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
  }

  Orientation orientation() throws EOFException {
    return Orientation.of(file.value(TiffTag.ORIENTATION, 1));
  }

  /** Meaning of samples as the reader leaves them, which turns grey so that black is zero. */
  Colour colour() throws ImageRejected, EOFException {
    return switch (photometric) {
      case WHITE_IS_ZERO, BLACK_IS_ZERO -> grey();
      case RGB ->
          switch (opacity) {
            case SEPARATE -> RgbColour.withOpacity(bits, Opacity.SEPARATE);
            case ASSOCIATED -> RgbColour.withOpacity(bits, Opacity.ASSOCIATED);
            default -> RgbColour.opaque(bits);
          };
      case PALETTE -> new PaletteColour(palette());
      case INKS -> new CmykColour(bits, CmykColour.Polarity.HIGH_IS_INK);
      default -> throw unsupported("colour space " + photometric);
    };
  }

  private Colour grey() {
    if (photometric == WHITE_IS_ZERO && bits == 1) {
      return new PaletteColour(new int[] {0xffffffff, 0xff000000});
    }
    return opacity == SEPARATE ? GreyColour.withOpacity(bits) : GreyColour.opaque(bits);
  }

  /** All reds, all greens, all blues, 16 bits each. */
  private int[] palette() throws ImageRejected, EOFException {
    int colours = 1 << bits;
    if (file.count(TiffTag.COLOUR_MAP) < 3 * colours) {
      throw new ImageRejected(
          Reason.CORRUPT, "TIFF: expected a palette of " + colours + " colours");
    }
    int[] argb = new int[colours];
    for (int i = 0; i < colours; i++) {
      int colour = 0xff;
      for (int channel = 0; channel < 3; channel++) {
        long component = file.valueAt(TiffTag.COLOUR_MAP, channel * colours + i);
        colour = colour << 8 | (int) (component >> 8 & 0xff);
      }
      argb[i] = colour;
    }
    return argb;
  }

  private boolean tiled() {
    return file.has(TiffTag.TILE_OFFSETS);
  }

  /** What the first sample beyond the colours means; an undeclared fourth one is opacity. */
  private int opacity() throws EOFException {
    if (samples == colours()) {
      return 0;
    }
    int declared = (int) file.value(TiffTag.EXTRA_SAMPLES, SEPARATE);
    return declared == ASSOCIATED || declared == 0 ? declared : SEPARATE;
  }

  private int colours() {
    return switch (photometric) {
      case RGB, YCBCR -> 3;
      case INKS -> 4;
      default -> 1;
    };
  }

  private void checkPixels() throws ImageRejected, EOFException {
    if (!COMPRESSIONS.contains(compression)) {
      throw unsupported("compression " + compression);
    }
    boolean known =
        switch (photometric) {
          case WHITE_IS_ZERO, BLACK_IS_ZERO ->
              Set.of(1, 2, 4, 8, 16).contains(bits)
                  && opacity != ASSOCIATED
                  && (samples == 1 || bits >= 8);
          case PALETTE -> Set.of(1, 2, 4, 8).contains(bits) && samples == 1;
          case RGB -> bits == 8 || bits == 16;
          case INKS ->
              (bits == 8 || bits == 16) && file.value(TiffTag.INK_SET, 1) == 1 && samples == 4;
          case YCBCR -> bits == 8 && isJpeg() && samples == 3;
          default -> false;
        };
    boolean oneBit = compression > 1 && compression <= CCITT_LAST;
    boolean plain = !isJpeg() || (bits == 8 && samples == colours());
    int most = colours() + 1;
    if (!known || samples < colours() || samples > most || (oneBit && bits != 1) || !plain) {
      throw unsupported(
          String.format(
              "colour space %d with %d samples of %d bits, compression %d,",
              photometric, samples, bits, compression));
    }
    checkAlike();
  }

  /** Every sample has the same depth and is a whole number. */
  private void checkAlike() throws ImageRejected, EOFException {
    for (int i = 1; i < file.count(TiffTag.BITS_PER_SAMPLE); i++) {
      if (file.valueAt(TiffTag.BITS_PER_SAMPLE, i) != bits) {
        throw unsupported("samples of different depths");
      }
    }
    for (int i = 0; i < file.count(TiffTag.SAMPLE_FORMAT); i++) {
      long format = file.valueAt(TiffTag.SAMPLE_FORMAT, i);
      if (format != UNSIGNED && format != UNDEFINED) {
        throw unsupported("sample format " + format);
      }
    }
  }

  private void checkPieces(Allowance allowance) throws ImageRejected, EOFException {
    if (tiled()) {
      allowance.checkSize(file.value(TiffTag.TILE_WIDTH, 0), file.value(TiffTag.TILE_HEIGHT, 0));
    } else if (file.value(TiffTag.ROWS_PER_STRIP, 1) == 0) {
      throw new ImageRejected(Reason.CORRUPT, "TIFF: strips have no rows");
    }
    long across = (width + pieceWidth() - 1L) / pieceWidth();
    long down = (height + pieceHeight() - 1L) / pieceHeight();
    long planes = file.value(TiffTag.PLANAR_CONFIGURATION, 1) == 2 ? samples : 1;
    if (across * down * planes > TiffTag.MOST_PIECES) {
      throw new ImageRejected(
          Reason.TOO_COMPLEX,
          "TIFF: expected at most " + TiffTag.MOST_PIECES + " strips or tiles, found more");
    }
    if (file.count(offsets()) < across * down * planes) {
      throw new ImageRejected(Reason.CORRUPT, "TIFF: strips or tiles are missing");
    }
  }

  private int small(TiffTag tag, int missing) throws ImageRejected, EOFException {
    long value = file.value(tag, missing);
    if (value > 0xffff) {
      throw new ImageRejected(Reason.CORRUPT, "TIFF: " + tag + " is " + value);
    }
    return (int) value;
  }

  private static ImageRejected unsupported(String what) {
    return new ImageRejected(Reason.UNSUPPORTED_FORMAT, "TIFF: " + what + " is not supported");
  }
}
