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
    int stride = step.columns() * pixelStride + step.rows() * rowStride;
    int bands = bandOffsets.length;
    for (int band = 0; band < bands; band++) {
      int at = offset + y * rowStride + x * pixelStride + bandOffsets[band];
      for (int i = band; i < count * bands; i += bands, at += stride) {
        target[i] = data[at] & 0xff;
      }
    }
  }
}
