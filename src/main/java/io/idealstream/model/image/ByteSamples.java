package io.idealstream.model.image;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;

/** Samples of one byte each, those of a pixel close together. */
final class ByteSamples implements Samples {
  private final byte[] data;
  private final int offset;
  private final int width;
  private final int height;
  private final int pixelStride;
  private final int rowStride;
  private final int[] bandOffsets;
  private final boolean inOrder;

  private ByteSamples(
      byte[] data,
      int offset,
      int width,
      int height,
      int pixelStride,
      int rowStride,
      int[] bandOffsets) {
    this.data = data;
    this.offset = offset;
    this.width = width;
    this.height = height;
    this.pixelStride = pixelStride;
    this.rowStride = rowStride;
    this.bandOffsets = bandOffsets;
    this.inOrder = inOrder(bandOffsets);
  }

  /** Samples that follow each other, pixel by pixel and row by row. */
  static ByteSamples interleaved(byte[] data, int width, int height, int bands) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    return new ByteSamples(data, 0, width, height, bands, width * bands, offsets);
  }

  /** Samples of a raster that lie in one array. */
  static ByteSamples of(
      PixelInterleavedSampleModel layout, DataBufferByte data, int width, int height) {
    return new ByteSamples(
        data.getData(),
        data.getOffset(),
        width,
        height,
        layout.getPixelStride(),
        layout.getScanlineStride(),
        layout.getBandOffsets());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int bands() {
    return bandOffsets.length;
  }

  @Override
  public void read(int x, int y, Step step, int count, int[] target) {
    int stride = stride(step);
    int bands = bandOffsets.length;
    for (int band = 0; band < bands; band++) {
      int at = start(x, y, band);
      for (int i = band; i < count * bands; i += bands, at += stride) {
        target[i] = data[at] & 0xff;
      }
    }
  }

  /** The same samples as bytes. */
  void copy(int x, int y, Step step, int count, byte[] target) {
    int stride = stride(step);
    int bands = bandOffsets.length;
    if (inOrder && stride == bands) {
      System.arraycopy(data, start(x, y, 0), target, 0, count * bands);
      return;
    }
    for (int band = 0; band < bands; band++) {
      int at = start(x, y, band);
      for (int i = band; i < count * bands; i += bands, at += stride) {
        target[i] = data[at];
      }
    }
  }

  private int stride(Step step) {
    return step.columns() * pixelStride + step.rows() * rowStride;
  }

  private int start(int x, int y, int band) {
    return offset + y * rowStride + x * pixelStride + bandOffsets[band];
  }

  private static boolean inOrder(int[] bandOffsets) {
    for (int i = 1; i < bandOffsets.length; i++) {
      if (bandOffsets[i] != bandOffsets[0] + i) {
        return false;
      }
    }
    return true;
  }
}
