package io.idealstream.model.image.webp;

/**
 * From a frame to RGB. Chrominance is interpolated between the four nearest samples, weighted
 * 9:3:3:1, and converted from ITU-R BT.601's range of 16 to 235 in fixed point, both with libwebp's
 * rounding.
 */
final class Upsampling {
  private final Frame frame;
  private final int width;
  private final int height;
  private final int[] blueRow;
  private final int[] redRow;

  Upsampling(Frame frame, int width, int height) {
    this.frame = frame;
    this.width = width;
    this.height = height;
    this.blueRow = new int[width + 1];
    this.redRow = new int[width + 1];
  }

  /** Opaque pixels, row by row: 0xffRRGGBB. */
  int[] argb() {
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      chroma(frame.blue(), y, blueRow);
      chroma(frame.red(), y, redRow);
      byte[] luma = frame.luma().samples();
      int at = frame.luma().at(0, y);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = rgb(luma[at + x] & 0xff, blueRow[x], redRow[x]);
      }
    }
    return argb;
  }

  /** One row of chrominance at full resolution. */
  private void chroma(Plane plane, int y, int[] row) {
    int near = y / 2;
    int far = (y & 1) == 0 ? near - 1 : near + 1;
    if (far < 0 || far >= (height + 1) / 2) {
      far = near;
    }
    int nearBefore = plane.get(0, near);
    int farBefore = plane.get(0, far);
    row[0] = (3 * nearBefore + farBefore + 2) >> 2;
    int columns = (width + 1) / 2;
    for (int x = 1; x < columns; x++) {
      int nearHere = plane.get(x, near);
      int farHere = plane.get(x, far);
      int sum = nearBefore + nearHere + farBefore + farHere + 8;
      row[2 * x - 1] = (((sum + 2 * (nearHere + farBefore)) >> 3) + nearBefore) >> 1;
      row[2 * x] = (((sum + 2 * (nearBefore + farHere)) >> 3) + nearHere) >> 1;
      nearBefore = nearHere;
      farBefore = farHere;
    }
    if ((width & 1) == 0) {
      row[width - 1] = (3 * nearBefore + farBefore + 2) >> 2;
    }
  }

  private static int rgb(int y, int blue, int red) {
    int luma = (y * 19_077) >> 8;
    int r = clip(luma + ((red * 26_149) >> 8) - 14_234);
    int g = clip(luma - ((blue * 6_419) >> 8) - ((red * 13_320) >> 8) + 8_708);
    int b = clip(luma + ((blue * 33_050) >> 8) - 17_685);
    return 0xff000000 | r << 16 | g << 8 | b;
  }

  /** Six bits lie behind the point. */
  private static int clip(int value) {
    return Math.max(0, Math.min(value >> 6, 255));
  }
}
