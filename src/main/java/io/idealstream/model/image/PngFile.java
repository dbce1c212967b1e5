package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file: what its header says, and a copy that holds nothing but what decoding
 * needs. Text and profiles, which may be compressed many thousand times, are never opened.
 */
final class PngFile {
  static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_WITH_OPACITY = 4;
  static final int RGB_WITH_OPACITY = 6;

  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int TRNS = 0x74524e53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int END_SUM = 0xae426082;
  private static final int EXIF = 0x65584966;

  private final Bytes file;
  private final Allowance allowance;
  private final byte[] encoded;
  private final byte[] essence;
  private int essenceLength;

  private Bytes header;
  private byte[] palette;
  private Bytes transparency;
  private boolean hasPixels;
  private Orientation orientation = Orientation.UPRIGHT;

  private PngFile(byte[] encoded, Allowance allowance) {
    this.encoded = encoded;
    this.file = Bytes.of(encoded, ByteOrder.BIG_ENDIAN);
    this.allowance = allowance;
    this.essence = new byte[encoded.length + 12];
  }

  static PngFile parse(byte[] encoded, Allowance allowance) throws ImageRejected, EOFException {
    PngFile png = new PngFile(encoded, allowance);
    png.keep(0, SIGNATURE.length());
    long position = SIGNATURE.length();
    // A file may lack its last chunk and still have every pixel.
    while (position < encoded.length || !png.hasPixels) {
      long length = png.file.u32(position);
      int type = (int) png.file.u32(position + 4);
      if (type == IEND) {
        break;
      }
      png.chunk(type, (int) position, png.file.part(position + 8, length));
      position += 12 + length;
    }
    png.end();
    return png;
  }

  /** Whether a file ends with the chunk that is to be its last. */
  static boolean hasLastChunk(byte[] encoded) {
    return encoded.length >= 12
        && ByteBuffer.wrap(encoded, encoded.length - 8, 8).getLong()
            == ((long) IEND << 32 | END_SUM & 0xffffffffL);
  }

  byte[] essence() {
    return essence;
  }

  int essenceLength() {
    return essenceLength;
  }

  Orientation orientation() {
    return orientation;
  }

  /** Bits per sample. */
  int depth() throws EOFException {
    return header.u8(8);
  }

  int colourType() throws EOFException {
    return header.u8(9);
  }

  /** Palette as consecutive RGB; null without one. */
  byte[] palette() {
    return palette;
  }

  /** Content of tRNS; null without one. */
  Bytes transparency() {
    return transparency;
  }

  private void chunk(int type, int start, Bytes content) throws ImageRejected, EOFException {
    if (header == null && type != IHDR) {
      throw new ImageRejected(Reason.CORRUPT, "PNG: expected a header as the first chunk");
    }
    switch (type) {
      case IHDR -> header(start, content);
      case PLTE -> {
        checkSum(start, content);
        palette = content.copy(0, Math.min(content.length() / 3, 256) * 3L);
        keep(start, content.length() + 12);
      }
      case TRNS -> {
        checkSum(start, content);
        transparency = content;
      }
      case IDAT -> {
        checkSum(start, content);
        hasPixels = true;
        keep(start, content.length() + 12);
      }
      case EXIF -> orientation = Exif.orientation(content);
      default -> {
        // Nothing that would change a pixel.
      }
    }
  }

  private void header(int start, Bytes content) throws ImageRejected, EOFException {
    checkSum(start, content);
    if (header != null || content.length() != 13) {
      throw new ImageRejected(Reason.CORRUPT, "PNG: expected one header of 13 bytes");
    }
    allowance.checkSize(content.u32(0), content.u32(4));
    header = content;
    keep(start, 25);
  }

  /** CRC-32 over type and content. */
  private void checkSum(int start, Bytes content) throws ImageRejected, EOFException {
    long stated = file.u32(start + 8L + content.length());
    CRC32 sum = new CRC32();
    sum.update(encoded, start + 4, 4 + content.length());
    if (sum.getValue() != stated) {
      throw new ImageRejected(Reason.CORRUPT, "PNG: a checksum does not match its data");
    }
  }

  /** The reader looks for the last chunk, of whose twelve bytes all but the type are known. */
  private void end() {
    ByteBuffer.wrap(essence, essenceLength, 12).putInt(0).putInt(IEND).putInt(END_SUM);
    essenceLength += 12;
  }

  private void keep(int from, int length) throws EOFException {
    file.copy(from, length, essence, essenceLength);
    essenceLength += length;
  }
}
