package io.idealstream.model.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Whole pictures made small for people, with their proportions; any number of threads may ask. */
public final class SmallPictures {

  private final int longest;
  private final ImageLimits limits;
  private final PictureDecoder decoder = new PictureDecoder(Alpha.WHITE);

  /**
   * @param longest pixels of the longer side; smaller pictures keep their size
   * @param limits of the pictures that are decoded at all
   */
  public SmallPictures(int longest, ImageLimits limits) {
    this.longest = longest;
    this.limits = limits;
  }

  /**
   * A picture made small.
   *
   * @param jpeg the small picture as a file
   * @param width of the picture as it came, in pixels
   * @param height alike
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Small(byte[] jpeg, int width, int height) {}

  /** Makes a picture small, once there is room for its pixels. */
  public Small of(byte[] encoded) throws ImageRejected {
    try (Allowance allowance = new Allowance(limits, DecodingRoom.SHARED)) {
      Rows picture = decoder.decode(encoded, allowance);
      double scale = Math.min(1, (double) longest / Math.max(picture.width(), picture.height()));
      int width = scaled(picture.width(), scale);
      int height = scaled(picture.height(), scale);
      BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      new Resampler(picture, exactly(width, height))
          .resample((x, y, rgb) -> write(rgb, small, y, width));
      return new Small(jpeg(small), picture.width(), picture.height());
    }
  }

  private static int scaled(int side, double scale) {
    return Math.max(1, (int) Math.round(side * scale));
  }

  private static Preprocessing exactly(int width, int height) {
    return new Preprocessing(
        new Scaling.Exact(height, width),
        Resampling.BILINEAR,
        height,
        width,
        1,
        List.of(0.0, 0.0, 0.0),
        List.of(1.0, 1.0, 1.0),
        Alpha.WHITE);
  }

  private static void write(byte[] rgb, BufferedImage small, int y, int width) {
    for (int x = 0; x < width; x++) {
      int red = rgb[3 * x] & 0xff;
      int green = rgb[3 * x + 1] & 0xff;
      int blue = rgb[3 * x + 2] & 0xff;
      small.setRGB(x, y, red << 16 | green << 8 | blue);
    }
  }

  /** In memory: what ImageIO writes by itself goes through a temporary file. */
  private static byte[] jpeg(BufferedImage picture) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
      writer.setOutput(out);
      writer.write(picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return jpeg.toByteArray();
  }
}
