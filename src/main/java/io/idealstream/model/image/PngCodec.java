package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import io.idealstream.model.image.RgbColour.Opacity;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** PNG by the Java runtime's reader; palettes and transparency are resolved here. */
final class PngCodec implements Codec {
  private static final ImageReaderSpi READER = Plugins.runtime("png");

  @Override
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    PngFile file = PngFile.parse(encoded, allowance);
    Colour colour = colour(file);
    Samples samples = Plugins.read(READER, file.essence(), file.essenceLength());
    return new Picture(samples, colour, file.orientation());
  }

  @Override
  public boolean isWhole(byte[] encoded) {
    return PngFile.hasLastChunk(encoded);
  }

  private static Colour colour(PngFile file) throws ImageRejected, EOFException {
    int depth = file.depth();
    return switch (file.colourType()) {
      case PngFile.GREY -> keyed(file, GreyColour.opaque(depth), 1);
      case PngFile.RGB -> keyed(file, RgbColour.opaque(depth), 3);
      case PngFile.PALETTE -> new PaletteColour(palette(file));
      case PngFile.GREY_WITH_OPACITY -> GreyColour.withOpacity(depth);
      case PngFile.RGB_WITH_OPACITY -> RgbColour.withOpacity(depth, Opacity.SEPARATE);
      default ->
          throw new ImageRejected(
              Reason.CORRUPT,
              "PNG: expected colour type 0, 2, 3, 4 or 6, found " + file.colourType());
    };
  }

  private static Colour keyed(PngFile file, Colour opaque, int samples) throws EOFException {
    if (file.transparency() == null) {
      return opaque;
    }
    int[] key = new int[samples];
    for (int i = 0; i < samples; i++) {
      key[i] = file.transparency().u16(2L * i);
    }
    return new KeyedColour(opaque, key);
  }

  private static int[] palette(PngFile file) throws ImageRejected, EOFException {
    if (file.palette() == null) {
      throw new ImageRejected(Reason.CORRUPT, "PNG: expected a palette, found none");
    }
    int[] argb = PaletteColour.opaque(file.palette());
    Bytes opacity = file.transparency();
    for (int i = 0; opacity != null && i < Math.min(argb.length, opacity.length()); i++) {
      argb[i] = (argb[i] & 0xffffff) | opacity.u8(i) << 24;
    }
    return argb;
  }
}
