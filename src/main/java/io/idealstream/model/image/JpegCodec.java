package io.idealstream.model.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.idealstream.model.image.ImageRejected.Reason;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * JPEG by the Java runtime's reader (libjpeg), baseline and progressive.
 *
 * <p>Components are taken as they are stored and converted here, so that neither profiles nor the
 * reader's guesses about colour have a say.
 */
final class JpegCodec implements Codec {
  private static final ImageReaderSpi READER = Plugins.runtime("jpeg");

  @Override
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    JpegFile file = JpegFile.parse(encoded, allowance);
    Colour colour = file.colour();
    return new Picture(samples(file), colour, file.orientation());
  }

  /** Components as they are stored, at full resolution. */
  static Samples samples(JpegFile file) throws ImageRejected, IOException {
    ImageReader reader = READER.createReaderInstance();
    AtomicBoolean incomplete = new AtomicBoolean();
    try (ByteArrayImageInputStream input =
        new ByteArrayImageInputStream(file.essence(), 0, file.essenceLength())) {
      reader.addIIOReadWarningListener(
          (source, warning) -> incomplete.compareAndSet(false, endsEarly(warning)));
      reader.setInput(input, true, true);
      Raster raster = reader.readRaster(0, null);
      if (incomplete.get()) {
        throw new ImageRejected(
            Reason.TRUNCATED, "JPEG: the data ends before the picture that the header states");
      }
      return RasterSamples.of(raster);
    } finally {
      reader.dispose();
    }
  }

  /** libjpeg's words; it fills the rest of such a picture with grey. */
  private static boolean endsEarly(String warning) {
    return warning.contains("premature end") || warning.contains("Premature end");
  }
}
