package io.idealstream.model.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The chunks of a WebP file: its canvas and where the first picture lies. */
final class WebpFile {
  private static final String STILL_LOSSY = "VP8 ";
  private static final String STILL_LOSSLESS = "VP8L";
  private static final int OPACITY_FLAG = 0x10;

  /** Part of the file, as positions. */
  record Range(int from, int end) {}

  private final Bytes file;
  private Bytes extended;
  private Bytes frame;
  private Range lossy;
  private Range lossless;
  private Range opacity;
  private Orientation orientation = Orientation.UPRIGHT;

  private WebpFile(byte[] encoded) {
    this.file = Bytes.of(encoded, ByteOrder.LITTLE_ENDIAN);
  }

  static WebpFile parse(byte[] encoded) throws IOException {
    WebpFile webp = new WebpFile(encoded);
    long end = 8 + webp.file.u32(4);
    webp.chunks(12, end);
    if (webp.lossy == null && webp.lossless == null) {
      throw new IOException("the file has no picture");
    }
    return webp;
  }

  /** Bytes that a file says it has. */
  static long length(byte[] encoded) {
    return 8
        + Integer.toUnsignedLong(ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
  }

  /** VP8 data of the first picture; null when it is lossless. */
  Range lossy() {
    return lossy;
  }

  /** VP8L data of the first picture; null when it is lossy. */
  Range lossless() {
    return lossless;
  }

  /** Opacity of a lossy picture; null without one. */
  Range opacity() {
    return opacity;
  }

  Orientation orientation() {
    return orientation;
  }

  /** Whether the file says so; one without an extended header leaves that to the picture. */
  boolean hasOpacity(boolean ofPicture) throws EOFException {
    return extended == null ? ofPicture : (extended.u8(0) & OPACITY_FLAG) != 0;
  }

  /** Columns of the canvas; the picture's own without an extended header. */
  int width(int ofPicture) throws EOFException {
    return extended == null ? ofPicture : 1 + extended.u24(4);
  }

  int height(int ofPicture) throws EOFException {
    return extended == null ? ofPicture : 1 + extended.u24(7);
  }

  /** Column of the canvas where the picture begins. */
  int left() throws EOFException {
    return frame == null ? 0 : 2 * frame.u24(0);
  }

  int top() throws EOFException {
    return frame == null ? 0 : 2 * frame.u24(3);
  }

  private void chunks(long position, long end) throws EOFException {
    while (position + 8 <= end) {
      long length = file.u32(position + 4);
      Bytes content = file.part(position + 8, length);
      String name = file.text(position, 4);
      chunk(name, (int) position + 8, content);
      position += 8 + length + (length & 1);
    }
  }

  private void chunk(String name, int start, Bytes content) throws EOFException {
    boolean found = lossy != null || lossless != null;
    Range range = new Range(start, start + content.length());
    switch (name) {
      case "VP8X" -> extended = extended == null ? content : extended;
      case STILL_LOSSY -> lossy = found ? lossy : range;
      case STILL_LOSSLESS -> lossless = found ? lossless : range;
      case "ALPH" -> opacity = found ? opacity : range;
      case "EXIF" -> orientation = Exif.orientation(content);
      case "ANMF" -> {
        if (frame == null) {
          frame = content.part(0, 16);
          chunks(start + 16L, start + (long) content.length());
        }
      }
      default -> {
        // Profiles, text and the pace of an animation.
      }
    }
  }
}
