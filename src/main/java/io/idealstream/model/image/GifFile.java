package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The blocks of a GIF file up to its first frame. */
final class GifFile {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int HEADER_LENGTH = 13;
  private static final int DESCRIPTOR_LENGTH = 10;
  private static final int INTERLACED = 0x40;

  private final Bytes file;
  private int position = HEADER_LENGTH;
  private int transparent = -1;
  private int[] palette;
  private Bytes descriptor;
  private int pixels;

  private GifFile(byte[] encoded) {
    this.file = Bytes.of(encoded, ByteOrder.LITTLE_ENDIAN);
  }

  static GifFile parse(byte[] encoded, Allowance allowance) throws ImageRejected, EOFException {
    GifFile gif = new GifFile(encoded);
    gif.palette = gif.palette(gif.file.u8(10), greys());
    gif.frame(allowance);
    return gif;
  }

  int frameWidth() throws EOFException {
    return descriptor.u16(5);
  }

  int frameHeight() throws EOFException {
    return descriptor.u16(7);
  }

  int left() throws EOFException {
    return descriptor.u16(1);
  }

  int top() throws EOFException {
    return descriptor.u16(3);
  }

  /** Columns of the screen, widened when the frame is wider. */
  int width() throws EOFException {
    return Math.max(file.u16(6), left() + frameWidth());
  }

  /** Rows of the screen. */
  int height() throws EOFException {
    return Math.max(file.u16(8), top() + frameHeight());
  }

  int[] palette() {
    return palette;
  }

  /** Colour of the screen where the frame is not: transparent if that can be said. */
  int emptyColour() {
    return Math.max(transparent, 0);
  }

  private void frame(Allowance allowance) throws ImageRejected, EOFException {
    seekFrame();
    descriptor = file.part(position, DESCRIPTOR_LENGTH);
    allowance.checkSize(frameWidth(), frameHeight());
    allowance.checkSize(width(), height());
    position += DESCRIPTOR_LENGTH;
    palette = palette(descriptor.u8(9), palette);
    if (transparent >= 0) {
      palette = longEnough(palette, transparent);
      palette[transparent] &= 0xffffff;
    }
    pixels = position;
  }

  /** Colour numbers of the frame, row by row. */
  byte[] frame() throws IOException {
    byte[] rows =
        GifPixels.decode(blocks(pixels + 1), file.u8(pixels), frameWidth() * frameHeight());
    return (descriptor.u8(9) & INTERLACED) == 0 ? rows : inOrder(rows);
  }

  /** Every eighth row, those in the middle between them, and so on. */
  private byte[] inOrder(byte[] interlaced) throws EOFException {
    byte[] rows = new byte[interlaced.length];
    int[] starts = {0, 4, 2, 1};
    int[] steps = {8, 8, 4, 2};
    int stored = 0;
    for (int pass = 0; pass < starts.length; pass++) {
      for (int y = starts[pass]; y < frameHeight(); y += steps[pass], stored++) {
        System.arraycopy(interlaced, stored * frameWidth(), rows, y * frameWidth(), frameWidth());
      }
    }
    return rows;
  }

  private byte[] blocks(int from) throws EOFException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    int at = from;
    for (int length = blockLength(at); length > 0; length = blockLength(at)) {
      joined.writeBytes(file.copy(at + 1L, length));
      at += 1 + length;
    }
    return joined.toByteArray();
  }

  /** Data that ends without saying so may still hold every pixel. */
  private int blockLength(int at) throws EOFException {
    return at < file.length() ? Math.min(file.u8(at), file.length() - at - 1) : 0;
  }

  /** Stops at the first frame; bytes that start no block are passed over. */
  private void seekFrame() throws ImageRejected, EOFException {
    for (int block = file.u8(position); block != FRAME; block = file.u8(position)) {
      if (block == TRAILER) {
        throw new ImageRejected(Reason.CORRUPT, "GIF: expected a frame, the file has none");
      }
      position++;
      if (block == EXTENSION) {
        extension();
      }
    }
  }

  private void extension() throws EOFException {
    int label = file.u8(position++);
    if (label == GRAPHIC_CONTROL && file.u8(position) >= 4) {
      transparent = (file.u8(position + 1L) & 1) == 1 ? file.u8(position + 4L) : -1;
    }
    skipBlocks();
  }

  private void skipBlocks() throws EOFException {
    int length;
    do {
      length = file.u8(position++);
      position += length;
    } while (length > 0);
  }

  /** The palette that flags announce at this position, or else the one given. */
  private int[] palette(int flags, int[] otherwise) throws EOFException {
    if ((flags & 0x80) == 0) {
      return otherwise;
    }
    int length = 3 << ((flags & 7) + 1);
    byte[] rgb = file.copy(position, length);
    position += length;
    return PaletteColour.opaque(rgb);
  }

  private static int[] longEnough(int[] palette, int number) {
    int[] longer = Arrays.copyOf(palette, Math.max(palette.length, number + 1));
    Arrays.fill(longer, palette.length, longer.length, 0xff000000);
    return longer;
  }

  private static int[] greys() {
    int[] argb = new int[256];
    Arrays.setAll(argb, i -> 0xff000000 | i * 0x010101);
    return argb;
  }
}
