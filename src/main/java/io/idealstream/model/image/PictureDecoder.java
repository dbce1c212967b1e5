package io.idealstream.model.image;

import io.idealstream.model.image.ImageRejected.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the format of a picture by its first bytes and has it decoded. */
final class PictureDecoder {
  record Format(String name, String start, Codec codec) {}

  private static final List<Format> FORMATS =
      List.of(
          new Format("JPEG", "\u00ff\u00d8\u00ff", new JpegCodec()),
          new Format("PNG", PngFile.SIGNATURE, new PngCodec()),
          new Format("WebP", "RIFF....WEBP", new WebpCodec()),
          new Format("GIF", "GIF87a", new GifCodec()),
          new Format("GIF", "GIF89a", new GifCodec()),
          new Format("TIFF", "II*\0", new TiffCodec()),
          new Format("TIFF", "MM\0*", new TiffCodec()),
          new Format("BMP", "BM", new BmpCodec()));

  private final Alpha alpha;

  PictureDecoder(Alpha alpha) {
    this.alpha = alpha;
  }

  /**
   * Decodes a picture.
   *
   * @param allowance held for as long as the rows are read
   */
  Rows decode(byte[] encoded, Allowance allowance) throws ImageRejected {
    allowance.checkBytes(encoded);
    Format format = format(encoded);
    try {
      return format.codec.decode(encoded, allowance).rows(alpha);
    } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
      // Decoders meet damage in many ways; whatever they throw, the picture is at fault.
      throw rejected(format, encoded, e);
    }
  }

  /**
   * The format of a picture.
   *
   * @param encoded its first bytes or all of them
   */
  static Format format(byte[] encoded) throws ImageRejected {
    for (Format format : FORMATS) {
      if (startsWith(encoded, format.start)) {
        return format;
      }
    }
    throw new ImageRejected(
        Reason.UNSUPPORTED_FORMAT,
        (startsWith(encoded, "....ftyp") ? "HEIF and AVIF are not read; " : "")
            + "expected a picture in one of "
            + FORMATS.stream().map(Format::name).distinct().collect(Collectors.joining(", "))
            + "; the first bytes are "
            + HexFormat.ofDelimiter(" ").formatHex(encoded, 0, Math.min(encoded.length, 8)));
  }

  /** A dot stands for any byte. */
  private static boolean startsWith(byte[] encoded, String start) {
    if (encoded.length < start.length()) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      char expected = start.charAt(i);
      if (expected != '.' && expected != (encoded[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static ImageRejected rejected(Format format, byte[] encoded, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return format.codec.isWhole(encoded)
            ? new ImageRejected(
                Reason.CORRUPT,
                format.name + ": damaged: the data ends before the picture does",
                failure)
            : new ImageRejected(
                Reason.TRUNCATED, format.name + ": the file ends before the picture does", failure);
      }
    }
    String detail =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return new ImageRejected(
        Reason.CORRUPT, format.name + ": cannot be decoded: " + detail, failure);
  }
}
