package io.idealstream.model.image.webp;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** The opacity of a lossy WebP picture. */
public final class AlphaPlane {
  private static final int HORIZONTAL = 1;
  private static final int VERTICAL = 2;

  private AlphaPlane() {}

  /**
   * Decodes the content of an ALPH chunk.
   *
   * @return opacity per pixel, row by row
   * @throws IOException when it is damaged; {@link EOFException} when it ends early
   */
  public static byte[] decode(byte[] data, int from, int end, int width, int height)
      throws IOException {
    if (end <= from) {
      throw new EOFException("the opacity of the picture is missing");
    }
    byte[] plane =
        switch (data[from] & 3) {
          case 0 -> stored(data, from + 1, end, width * height);
          case 1 -> green(LosslessImage.headless(data, from + 1, end, width, height).decode());
          default -> throw new IOException("opacity has an unknown compression");
        };
    undo(plane, width, data[from] >> 2 & 3);
    return plane;
  }

  private static byte[] stored(byte[] data, int from, int end, int length) throws EOFException {
    if (end - from < length) {
      throw new EOFException("the opacity of the picture ends early");
    }
    return Arrays.copyOfRange(data, from, from + length);
  }

  private static byte[] green(int[] argb) {
    byte[] plane = new byte[argb.length];
    for (int i = 0; i < argb.length; i++) {
      plane[i] = (byte) (argb[i] >> 8);
    }
    return plane;
  }

  /** Adds the predictions that were subtracted. */
  private static void undo(byte[] plane, int width, int filter) {
    for (int i = 1; filter != 0 && i < plane.length; i++) {
      plane[i] += (byte) prediction(plane, width, i, filter);
    }
  }

  private static int prediction(byte[] plane, int width, int at, int filter) {
    if (at < width) {
      return plane[at - 1];
    }
    boolean firstColumn = at % width == 0;
    if (filter == VERTICAL || firstColumn) {
      return plane[at - width];
    }
    if (filter == HORIZONTAL) {
      return plane[at - 1];
    }
    int sum = (plane[at - 1] & 0xff) + (plane[at - width] & 0xff) - (plane[at - width - 1] & 0xff);
    return Math.max(0, Math.min(sum, 255));
  }
}
