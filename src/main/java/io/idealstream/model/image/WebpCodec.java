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
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    WebpFile file = WebpFile.parse(encoded);
    return file.lossy() == null
        ? lossless(encoded, file, allowance)
        : lossy(encoded, file, allowance);
  }

  @Override
  public boolean isWhole(byte[] encoded) {
    return WebpFile.length(encoded) <= encoded.length;
  }

  private static Picture lossless(byte[] encoded, WebpFile file, Allowance allowance)
      throws ImageRejected, IOException {
    Range range = file.lossless();
    LosslessImage image = LosslessImage.open(encoded, range.from(), range.end());
    checkSize(file, image.width(), image.height(), allowance);
    Samples pixels = new ArgbSamples(image.decode(), image.width(), image.height());
    return picture(file, pixels, image.hasOpacity());
  }

  private static Picture lossy(byte[] encoded, WebpFile file, Allowance allowance)
      throws ImageRejected, IOException {
    Range range = file.lossy();
    LossyImage image = LossyImage.open(encoded, range.from(), range.end());
    checkSize(file, image.width(), image.height(), allowance);
    // opacity first: while it is decoded it takes as much as the picture
    byte[] opacity = opacity(encoded, file, image);
    int[] argb = image.decode();
    for (int i = 0; opacity != null && i < argb.length; i++) {
      argb[i] = (argb[i] & 0xffffff) | opacity[i] << 24;
    }
    return picture(file, new ArgbSamples(argb, image.width(), image.height()), false);
  }

  private static byte[] opacity(byte[] encoded, WebpFile file, LossyImage image)
      throws IOException {
    Range stored = file.opacity();
    return stored != null && file.hasOpacity(true)
        ? AlphaPlane.decode(encoded, stored.from(), stored.end(), image.width(), image.height())
        : null;
  }

  private static void checkSize(WebpFile file, int width, int height, Allowance allowance)
      throws ImageRejected, IOException {
    allowance.checkSize(width, height);
    allowance.checkSize(file.width(width), file.height(height));
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
