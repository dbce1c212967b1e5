package io.idealstream.model.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Pictures made small for people: scaled and cropped as a model of that size sees them. */
public final class Thumbnails {

  private final ImagePreprocessor preprocessor;
  private final int side;

  /**
   * @param side columns and rows of each
   */
  public Thumbnails(int side) {
    this.side = side;
    preprocessor =
        new ImagePreprocessor(
            Preprocessing.parse(
                "{\"size\": %1$d, \"crop_size\": %1$d, \"do_normalize\": false}"
                    .formatted(side)
                    .getBytes(StandardCharsets.UTF_8),
                "thumbnails",
                Alpha.WHITE),
            ImageLimits.defaults());
  }

  /** A picture made small. */
  public BufferedImage of(byte[] encoded) throws ImageRejected {
    float[] planes = preprocessor.preprocess(encoded);
    int area = side * side;
    BufferedImage small = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < area; i++) {
      int red = component(planes[i]);
      int green = component(planes[area + i]);
      int blue = component(planes[2 * area + i]);
      small.setRGB(i % side, i / side, red << 16 | green << 8 | blue);
    }
    return small;
  }

  private static int component(float share) {
    return Math.round(Math.min(1, Math.max(0, share)) * 255);
  }

  /** A picture as a file. */
  public static byte[] png(BufferedImage picture) {
    try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
