package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import io.idealstream.model.image.RgbColour.Opacity;
import io.idealstream.model.image.WebpFile.Range;
import io.idealstream.model.image.webp.AlphaPlane;
import io.idealstream.model.image.webp.LosslessImage;
import io.idealstream.model.image.webp.LossyImage;
import java.io.IOException;

/** WebP, lossy and lossless; of an animation the first picture on its canvas. */
final class WebpCodec implements Codec {

  @Override
  public Picture decode(byte[] encoded, ImageLimits limits) throws ImageRejected, IOException {
    WebpFile file = WebpFile.parse(encoded);
    return file.lossy() == null ? lossless(encoded, file, limits) : lossy(encoded, file, limits);
  }

  private static Picture lossless(byte[] encoded, WebpFile file, ImageLimits limits)
      throws ImageRejected, IOException {
    Range range = file.lossless();
    LosslessImage image = LosslessImage.open(encoded, range.from(), range.end());
    checkSize(file, image.width(), image.height(), limits);
    Samples pixels = new ArgbSamples(image.decode(), image.width(), image.height());
    return picture(file, pixels, image.hasOpacity());
  }

  private static Picture lossy(byte[] encoded, WebpFile file, ImageLimits limits)
      throws ImageRejected, IOException {
    Range range = file.lossy();
    LossyImage image = LossyImage.open(encoded, range.from(), range.end());
    checkSize(file, image.width(), image.height(), limits);
    int[] argb = image.decode();
    Range opacity = file.opacity();
    if (opacity != null && file.hasOpacity(true)) {
      byte[] plane =
          AlphaPlane.decode(encoded, opacity.from(), opacity.end(), image.width(), image.height());
      for (int i = 0; i < argb.length; i++) {
        argb[i] = (argb[i] & 0xffffff) | plane[i] << 24;
      }
    }
    return picture(file, new ArgbSamples(argb, image.width(), image.height()), false);
  }

  private static void checkSize(WebpFile file, int width, int height, ImageLimits limits)
      throws ImageRejected, IOException {
    limits.checkSize(width, height);
    limits.checkSize(file.width(width), file.height(height));
    if (file.left() + width > file.width(width) || file.top() + height > file.height(height)) {
      throw new ImageRejected(
          Reason.CORRUPT, "WebP: the picture does not lie on the canvas that the header states");
    }
  }

  private static Picture picture(WebpFile file, Samples pixels, boolean opacityOfPicture)
      throws IOException {
    Samples canvas =
        new Inset(
            pixels,
            file.left(),
            file.top(),
            file.width(pixels.width()),
            file.height(pixels.height()),
            0);
    Colour colour =
        file.hasOpacity(opacityOfPicture)
            ? RgbColour.withOpacity(8, Opacity.SEPARATE)
            : RgbColour.opaque(8);
    return new Picture(canvas, colour, file.orientation());
  }
}
