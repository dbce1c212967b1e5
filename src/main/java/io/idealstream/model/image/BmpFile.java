package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The headers of a Windows or OS/2 bitmap: what they say, and a copy under one plain header.
 *
 * <p>Masks count only where the compression says so, and profiles never.
 */
final class BmpFile {
  private static final int FILE_HEADER = 14;
  private static final int CORE_HEADER = 12;
  private static final int PLAIN_HEADER = 40;
  private static final int MASKED_HEADER = 108;
  private static final int SRGB = 0x73524742;

  private static final int RUNS_OF_8 = 1;
  private static final int RUNS_OF_4 = 2;
  private static final int MASKED = 3;
  private static final int END_OF_RUNS = 1;
  private static final int JUMP = 2;
  private static final Set<Integer> HEADERS =
      Set.of(CORE_HEADER, PLAIN_HEADER, 52, 56, 64, 108, 124);
  private static final Set<Integer> DEPTHS = Set.of(1, 4, 8, 16, 24, 32);

  private final Bytes file;
  private final Bytes header;
  private final int width;
  private final int height;
  private final int depth;
  private final int compression;
  private int[] masks = {};
  private byte[] palette = {};

  private BmpFile(Bytes file) throws EOFException {
    this.file = file;
    this.header = file.part(FILE_HEADER, file.u32(FILE_HEADER));
    boolean core = header.length() == CORE_HEADER;
    this.width = core ? header.u16(4) : (int) header.u32(4);
    this.height = core ? header.u16(6) : (int) header.u32(8);
    this.depth = header.u16(core ? 10 : 14);
    this.compression = core ? 0 : (int) header.u32(16);
  }

  static BmpFile parse(byte[] encoded, Allowance allowance) throws ImageRejected, EOFException {
    Bytes file = Bytes.of(encoded, ByteOrder.LITTLE_ENDIAN);
    long headerLength = file.u32(FILE_HEADER);
    if (headerLength > 124 || !HEADERS.contains((int) headerLength)) {
      throw new ImageRejected(
          Reason.UNSUPPORTED_FORMAT,
          "BMP: a header of length " + headerLength + " is not supported");
    }
    BmpFile bmp = new BmpFile(file);
    allowance.checkSize(bmp.width, Math.abs((long) bmp.height));
    bmp.checkCoding();
    if (bmp.compression == MASKED) {
      bmp.readMasks();
    }
    if (bmp.hasPalette()) {
      bmp.readPalette();
    }
    bmp.checkPixels();
    return bmp;
  }

  boolean hasPalette() {
    return depth <= 8;
  }

  /** An opaque colour per number. */
  int[] palette() {
    int[] argb = new int[palette.length / 4];
    ByteBuffer entries = ByteBuffer.wrap(palette).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xff000000 | entries.getInt(4 * i);
    }
    return argb;
  }

  /** Header, palette of four bytes a colour, pixels. */
  byte[] essence() throws EOFException {
    int headerLength = compression == MASKED ? MASKED_HEADER : PLAIN_HEADER;
    int start = FILE_HEADER + headerLength + palette.length;
    long from = pixels();
    int length = (int) Math.max(file.length() - from, 0);
    ByteBuffer copy = ByteBuffer.allocate(start + length).order(ByteOrder.LITTLE_ENDIAN);
    copy.put((byte) 'B').put((byte) 'M').putInt(start + length).putInt(0).putInt(start);
    copy.putInt(headerLength).putInt(width).putInt(height);
    copy.putShort((short) 1).putShort((short) depth).putInt(compression).putInt(length);
    copy.putInt(0).putInt(0).putInt(palette.length / 4).putInt(0);
    for (int mask : masks) {
      copy.putInt(mask);
    }
    if (compression == MASKED) {
      copy.putInt(SRGB);
    }
    copy.position(FILE_HEADER + headerLength);
    copy.put(palette);
    file.copy(from, length, copy.array(), copy.position());
    return copy.array();
  }

  private void checkCoding() throws ImageRejected {
    boolean known =
        switch (compression) {
          case 0 -> DEPTHS.contains(depth);
          case RUNS_OF_8 -> depth == 8 && height > 0;
          case RUNS_OF_4 -> depth == 4 && height > 0;
          case MASKED -> depth == 16 || depth == 32;
          default -> false;
        };
    if (!known) {
      throw new ImageRejected(
          Reason.UNSUPPORTED_FORMAT,
          "BMP: compression " + compression + " with " + depth + " bits a pixel is not supported");
    }
  }

  /** Three masks follow the shortest header; longer ones hold four. */
  private void readMasks() throws ImageRejected, EOFException {
    masks = new int[4];
    int stored = header.length() >= PLAIN_HEADER + 16 ? 4 : 3;
    for (int i = 0; i < stored; i++) {
      masks[i] = (int) file.u32(FILE_HEADER + PLAIN_HEADER + 4L * i);
    }
    if (masks[0] == 0 || masks[1] == 0 || masks[2] == 0) {
      throw new ImageRejected(
          Reason.UNSUPPORTED_FORMAT, "BMP: a colour without bits is not supported");
    }
  }

  /** Where pixels begin; a file that does not say has them behind its palette. */
  private long pixels() throws EOFException {
    long stated = file.u32(10);
    return stated > 0 ? stated : FILE_HEADER + header.length() + palette.length;
  }

  /** The reader fills up what is missing with black. */
  private void checkPixels() throws EOFException {
    long from = pixels();
    if (compression == RUNS_OF_8 || compression == RUNS_OF_4) {
      checkRuns(from);
    } else {
      long row = ((long) width * depth + 31) / 32 * 4;
      file.part(from, row * Math.abs(height));
    }
  }

  /** Follows run lengths to the mark that ends them. */
  private void checkRuns(long from) throws EOFException {
    long at = from;
    for (int count = file.u8(at), code = file.u8(at + 1);
        count != 0 || code != END_OF_RUNS;
        count = file.u8(at), code = file.u8(at + 1)) {
      at += 2;
      if (count == 0 && code == JUMP) {
        at += 2;
      } else if (count == 0 && code > JUMP) {
        int bytes = compression == RUNS_OF_8 ? code : (code + 1) / 2;
        at += bytes + (bytes & 1);
      }
    }
  }

  private void readPalette() throws EOFException {
    int entry = header.length() == CORE_HEADER ? 3 : 4;
    long stated = header.length() == CORE_HEADER ? 0 : header.u32(32);
    long colours = stated == 0 ? 1L << depth : Math.min(stated, 1L << depth);
    if (file.u32(10) > 0) {
      long room = file.u32(10) - FILE_HEADER - header.length();
      colours = Math.max(0, Math.min(colours, room / entry));
    }
    byte[] stored = file.copy(FILE_HEADER + header.length(), colours * entry);
    palette = new byte[(int) colours * 4];
    for (int i = 0; i < colours; i++) {
      System.arraycopy(stored, i * entry, palette, 4 * i, 3);
    }
  }
}
