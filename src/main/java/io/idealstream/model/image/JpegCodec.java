package io.idealstream.model.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.idealstream.model.image.ImageRejected.Reason;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    JpegFile file = parse(encoded, allowance);
    Colour colour = file.colour();
    return new Picture(samples(file), colour, file.orientation());
  }

  private static JpegFile parse(byte[] encoded, Allowance allowance)
      throws ImageRejected, EOFException {
    try {
      return JpegFile.parse(encoded, allowance);
    } catch (EOFException e) {
      if (JpegFile.isWhole(encoded)) {
        throw damaged("a segment's length leads beyond the end of the file");
      }
      throw e;
    }
  }

  /** Components as they are stored, at full resolution. */
  static Samples samples(JpegFile file) throws ImageRejected, IOException {
    ImageReader reader = READER.createReaderInstance();
    List<String> warnings = new ArrayList<>();
    try (ByteArrayImageInputStream input =
        new ByteArrayImageInputStream(file.essence(), 0, file.essenceLength())) {
      reader.addIIOReadWarningListener((source, warning) -> noteEarlyEnd(warning, warnings));
      reader.setInput(input, true, true);
      Raster raster = reader.readRaster(0, null);
      if (!warnings.isEmpty()) {
        throw rejected(warnings.get(0));
      }
      return RasterSamples.of(raster);
    } finally {
      reader.dispose();
    }
  }

  /** In libjpeg's words; it leaves the rest of such a picture grey or coarse. */
  private static void noteEarlyEnd(String warning, List<String> warnings) {
    if (warnings.isEmpty() && warning.toLowerCase(Locale.ROOT).contains("premature end")) {
      warnings.add(warning);
    }
  }

  /** The end of a data segment is a marker too soon; that of the file is no marker at all. */
  private static ImageRejected rejected(String warning) {
    return warning.contains("data segment")
        ? damaged("a part of its data ends before the part of the picture that it should give")
        : new ImageRejected(
            Reason.TRUNCATED, "JPEG: the data ends before the picture that the header states");
  }

  private static ImageRejected damaged(String how) {
    return new ImageRejected(Reason.CORRUPT, "JPEG: damaged: " + how);
  }
}
