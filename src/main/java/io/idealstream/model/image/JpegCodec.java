package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.awt.color.ColorSpace;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * JPEG by the Java runtime's reader (libjpeg), baseline and progressive.
 *
 * <p>Neither profiles nor the reader's guesses about colour have a say. Y, Cb, Cr, which nearly all
 * files hold, is converted by libjpeg, by the formula of {@link YcbcrColour}; other components are
 * taken as they are stored and converted here.
 */
final class JpegCodec implements Codec {
  private static final ImageReaderSpi READER = Plugins.runtime("jpeg");

  /** In the order in which libjpeg writes it, so that rows are copied as they are. */
  private static final ImageTypeSpecifier RGB =
      ImageTypeSpecifier.createInterleaved(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          new int[] {0, 1, 2},
          DataBuffer.TYPE_BYTE,
          false,
          false);

  @Override
  public Picture decode(byte[] encoded, Allowance allowance) throws ImageRejected, IOException {
    JpegFile file = parse(encoded, allowance);
    Colour colour = file.colour();
    return colour.equals(YcbcrColour.PLAIN)
        ? new Picture(rgb(file), RgbColour.opaque(8), file.orientation())
        : new Picture(samples(file), colour, file.orientation());
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
    return read(file.essence(), reader -> reader.readRaster(0, null));
  }

  /** Red, green and blue of a file of plain Y, Cb, Cr. */
  static Samples rgb(JpegFile file) throws ImageRejected, IOException {
    ImageReadParam into = new ImageReadParam();
    into.setDestination(RGB.createBufferedImage(file.width(), file.height()));
    return read(file.essenceInYcbcr(), reader -> reader.read(0, into).getRaster());
  }

  /** What is asked of a reader once it has its file. */
  private interface Reading {
    Raster raster(ImageReader reader) throws IOException;
  }

  private static Samples read(ImageInputStream file, Reading reading)
      throws ImageRejected, IOException {
    ImageReader reader = READER.createReaderInstance();
    List<String> warnings = new ArrayList<>();
    try (file) {
      reader.addIIOReadWarningListener((source, warning) -> noteEarlyEnd(warning, warnings));
      reader.setInput(file, true, true);
      Raster raster = reading.raster(reader);
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
