package io.idealstream.model.image;

import java.nio.FloatBuffer;

/**
 * From 8-bit components to a model's input: {@code (value * rescale - mean) / deviation}, tabulated
 * for the 256 values of each channel.
 */
final class Normalization {
  private final float[][] table = new float[3][256];

  Normalization(Preprocessing settings) {
    for (int channel = 0; channel < 3; channel++) {
      float mean = settings.mean().get(channel).floatValue();
      float deviation = settings.deviation().get(channel).floatValue();
      for (int value = 0; value < 256; value++) {
        table[channel][value] = ((float) (value * settings.rescale()) - mean) / deviation;
      }
    }
  }

  /** One channel of a row of interleaved pixels. */
  void apply(int channel, byte[] rgb, float[] target) {
    float[] values = table[channel];
    for (int x = 0; x < target.length; x++) {
      target[x] = values[rgb[3 * x + channel] & 0xff];
    }
  }

  /** Fills a plane with what a black pixel becomes. */
  void black(int channel, FloatBuffer target, int from, int length) {
    for (int i = from; i < from + length; i++) {
      target.put(i, table[channel][0]);
    }
  }
}
