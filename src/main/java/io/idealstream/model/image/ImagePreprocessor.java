package io.idealstream.model.image;

import java.nio.FloatBuffer;

/**
 * Encoded pictures to a model's input. Holds no state between calls and may be used by any number
 * of threads.
 */
public final class ImagePreprocessor {
  private final Preprocessing settings;
  private final ImageLimits limits;
  private final DecodingRoom room;
  private final PictureDecoder decoder;
  private final Normalization normalization;

  public ImagePreprocessor(Preprocessing settings, ImageLimits limits) {
    this(settings, limits, DecodingRoom.SHARED);
  }

  ImagePreprocessor(Preprocessing settings, ImageLimits limits, DecodingRoom room) {
    this.settings = settings;
    this.limits = limits;
    this.room = room;
    this.decoder = new PictureDecoder(settings.alpha());
    this.normalization = new Normalization(settings);
  }

  /** Floats per picture: 3 x height x width. */
  public int size() {
    return 3 * settings.cropHeight() * settings.cropWidth();
  }

  /**
   * Decodes, scales, crops and normalizes one picture, once there is room for its pixels.
   *
   * @param encoded JPEG, PNG, GIF (first frame), BMP, WebP or TIFF
   * @param target takes [3, height, width], channels first, from its position on; the position does
   *     not move, and a rejected picture leaves the buffer as it was
   * @return pixels of the picture
   * @throws ImageRejected the only exception that any encoded bytes can cause
   */
  public long preprocess(byte[] encoded, FloatBuffer target) throws ImageRejected {
    if (target.remaining() < size()) {
      throw new IllegalArgumentException(
          "target: expected room for " + size() + " floats, got " + target.remaining());
    }
    try (Allowance allowance = new Allowance(limits, room)) {
      Rows picture = decoder.decode(encoded, allowance);
      write(picture, target);
      return (long) picture.width() * picture.height();
    }
  }

  /** The same, as a new array of {@link #size()} floats. */
  public float[] preprocess(byte[] encoded) throws ImageRejected {
    float[] values = new float[size()];
    preprocess(encoded, FloatBuffer.wrap(values));
    return values;
  }

  private void write(Rows picture, FloatBuffer target) {
    int width = settings.cropWidth();
    int plane = settings.cropHeight() * width;
    Resampler resampler = new Resampler(picture, settings);
    if (resampler.pads()) {
      for (int channel = 0; channel < 3; channel++) {
        normalization.black(channel, target, target.position() + channel * plane, plane);
      }
    }
    float[] row = new float[resampler.width()];
    resampler.resample(
        (x, y, rgb) -> {
          for (int channel = 0; channel < 3; channel++) {
            normalization.apply(channel, rgb, row);
            target.put(target.position() + channel * plane + y * width + x, row);
          }
        });
  }
}
