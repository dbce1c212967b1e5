package io.idealstream.model.image;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/** Samples of a raster of any layout. */
record RasterSamples(Raster raster) implements Samples {

  /** The raster's samples, by the shortest way to its memory. */
  static Samples of(Raster raster) {
    if (raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getSampleModelTranslateX() == 0
        && raster.getSampleModelTranslateY() == 0) {
      return ByteSamples.of(model, buffer, raster.getWidth(), raster.getHeight());
    }
    return new RasterSamples(raster);
  }

  @Override
  public int width() {
    return raster.getWidth();
  }

  @Override
  public int height() {
    return raster.getHeight();
  }

  @Override
  public int bands() {
    return raster.getNumBands();
  }

  @Override
  public void read(int x, int y, Step step, int count, int[] target) {
    switch (step) {
      case RIGHT -> raster.getPixels(x, y, count, 1, target);
      case LEFT -> raster.getPixels(x - count + 1, y, count, 1, target);
      case DOWN -> raster.getPixels(x, y, 1, count, target);
      case UP -> raster.getPixels(x, y - count + 1, 1, count, target);
    }
    if (step == Step.LEFT || step == Step.UP) {
      reverse(target, count, bands());
    }
  }

  private static void reverse(int[] pixels, int count, int bands) {
    for (int i = 0; i < count / 2; i++) {
      for (int band = 0; band < bands; band++) {
        int front = i * bands + band;
        int back = (count - 1 - i) * bands + band;
        int swap = pixels[front];
        pixels[front] = pixels[back];
        pixels[back] = swap;
      }
    }
  }
}
