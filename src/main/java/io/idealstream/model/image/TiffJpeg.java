package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Strips or tiles of a TIFF that are JPEG files without tables (TIFF Technical Note 2). */
final class TiffJpeg {
  private static final int START_LENGTH = 2;
  private static final int END_LENGTH = 2;

  private TiffJpeg() {}

  static Picture decode(byte[] encoded, TiffFile file, TiffLayout layout, Allowance allowance)
      throws ImageRejected, IOException {
    if (file.value(TiffTag.PLANAR_CONFIGURATION, 1) != 1) {
      throw new ImageRejected(
          Reason.UNSUPPORTED_FORMAT, "TIFF: JPEG in separate planes is not supported");
    }
    int bands = layout.samples();
    byte[] pixels = new byte[layout.width() * layout.height() * bands];
    byte[] tables = file.bytes(TiffTag.JPEG_TABLES);
    Allowance ofPart = allowance.part(whole(layout.pieceWidth()) * whole(layout.pieceHeight()));
    int piece = 0;
    for (int y = 0; y < layout.height(); y += layout.pieceHeight()) {
      for (int x = 0; x < layout.width(); x += layout.pieceWidth(), piece++) {
        byte[] jpeg = join(tables, piece(encoded, file, layout, piece));
        Samples part = JpegCodec.samples(JpegFile.parse(jpeg, ofPart));
        if (part.bands() != bands) {
          throw new ImageRejected(
              Reason.CORRUPT,
              "TIFF: components: expected " + bands + ", a part has " + part.bands());
        }
        place(part, pixels, layout, x, y);
      }
    }
    Samples samples = ByteSamples.interleaved(pixels, layout.width(), layout.height(), bands);
    Colour colour = layout.photometric() == TiffLayout.YCBCR ? YcbcrColour.PLAIN : layout.colour();
    return new Picture(samples, colour, layout.orientation());
  }

  private static byte[] piece(byte[] encoded, TiffFile file, TiffLayout layout, int piece)
      throws ImageRejected, IOException {
    if (file.count(layout.lengths()) <= piece) {
      throw new ImageRejected(Reason.CORRUPT, "TIFF: lengths of strips or tiles are missing");
    }
    return Bytes.of(encoded, ByteOrder.BIG_ENDIAN)
        .copy(file.valueAt(layout.offsets(), piece), file.valueAt(layout.lengths(), piece));
  }

  /** Rounded up to JPEG's largest blocks; a part that states more than that is not one. */
  private static int whole(int length) {
    return (length + 15) / 16 * 16;
  }

  /** Tables without their end, then a part without its start. */
  private static byte[] join(byte[] tables, byte[] part) {
    if (tables.length <= START_LENGTH + END_LENGTH || part.length < START_LENGTH) {
      return part;
    }
    int length = tables.length - END_LENGTH;
    byte[] whole = Arrays.copyOf(tables, length + part.length - START_LENGTH);
    System.arraycopy(part, START_LENGTH, whole, length, part.length - START_LENGTH);
    return whole;
  }

  private static void place(Samples part, byte[] pixels, TiffLayout layout, int x, int y) {
    int columns = Math.min(part.width(), layout.width() - x);
    int rows = Math.min(part.height(), layout.height() - y);
    int[] row = new int[columns * part.bands()];
    for (int i = 0; i < rows; i++) {
      part.read(0, i, Step.RIGHT, columns, row);
      int at = ((y + i) * layout.width() + x) * part.bands();
      for (int sample : row) {
        pixels[at++] = (byte) sample;
      }
    }
  }
}
