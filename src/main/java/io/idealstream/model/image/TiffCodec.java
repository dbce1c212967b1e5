package io.idealstream.model.image;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import javax.imageio.spi.ImageReaderSpi;

/** First page of a TIFF, by the TwelveMonkeys reader; JPEG inside is left to the JPEG reader. */
final class TiffCodec implements Codec {
  private static final ImageReaderSpi READER = new TIFFImageReaderSpi();

  @Override
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    TiffFile file = TiffFile.parse(encoded);
    TiffLayout layout = new TiffLayout(file, allowance);
    if (layout.isJpeg()) {
      return TiffJpeg.decode(encoded, file, layout, allowance);
    }
    Colour colour = layout.colour();
    byte[] essence = file.essence();
    Samples samples = Plugins.read(READER, essence, essence.length);
    return new Picture(samples, colour, layout.orientation());
  }
}
