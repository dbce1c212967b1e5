package io.idealstream.model.image;

import io.idealstream.model.image.RgbColour.Opacity;
import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** Windows and OS/2 bitmaps by the Java runtime's reader. */
final class BmpCodec implements Codec {
  private static final ImageReaderSpi READER = Plugins.runtime("bmp");

  @Override
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    BmpFile file = BmpFile.parse(encoded, allowance);
    byte[] essence = file.essence();
    Samples samples = Plugins.read(READER, essence, essence.length);
    Colour colour = file.hasPalette() ? new PaletteColour(file.palette()) : colour(samples);
    return new Picture(samples, colour, Orientation.UPRIGHT);
  }

  private static Colour colour(Samples samples) {
    if (!(samples instanceof RasterSamples packed)) {
      return RgbColour.opaque(8);
    }
    int[] bits = packed.raster().getSampleModel().getSampleSize();
    Opacity opacity = bits.length > 3 ? Opacity.SEPARATE : Opacity.NONE;
    return new RgbColour(bits, opacity);
  }
}
