package io.idealstream.model.image;

import java.io.EOFException;
import java.nio.ByteOrder;

/** The one thing of EXIF that changes pixels. */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;

  private Exif() {}

  /** Orientation in a block of EXIF, with or without its "Exif" preamble; damage says nothing. */
  static Orientation orientation(Bytes block) {
    try {
      Bytes tiff = block.startsWith("Exif\0\0") ? block.part(6, block.length() - 6) : block;
      if (tiff.startsWith("II*\0")) {
        return directory(tiff.order(ByteOrder.LITTLE_ENDIAN));
      }
      return tiff.startsWith("MM\0*")
          ? directory(tiff.order(ByteOrder.BIG_ENDIAN))
          : Orientation.UPRIGHT;
    } catch (EOFException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static Orientation directory(Bytes tiff) throws EOFException {
    long directory = tiff.u32(4);
    int entries = tiff.u16(directory);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (tiff.u16(entry) == ORIENTATION) {
        return tiff.u16(entry + 2) == SHORT
            ? Orientation.of(tiff.u16(entry + 8))
            : Orientation.of(tiff.u32(entry + 8));
      }
    }
    return Orientation.UPRIGHT;
  }
}
