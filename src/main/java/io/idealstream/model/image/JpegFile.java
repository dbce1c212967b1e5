package io.idealstream.model.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.idealstream.model.image.ImageRejected.Reason;
import java.io.EOFException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import javax.imageio.stream.ImageInputStream;

/**
 * The segments of a JPEG file (ITU T.81, annex B): what its header says, and a copy that holds
 * nothing but what decoding needs.
 *
 * <p>Profiles, thumbnails and comments are left out: the decoder sees neither their colours nor
 * their defects.
 */
final class JpegFile {
  private static final int SOF0 = 0xc0;
  private static final int SOF2 = 0xc2;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int RST0 = 0xd0;
  private static final int RST7 = 0xd7;
  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;

  /** JFIF 1.01 without a thumbnail: what follows is Y, Cb, Cr, or grey. */
  private static final byte[] JFIF =
      HexFormat.of().parseHex("ffe000104a46494600010100000100010000");

  /** Every scan passes over the whole picture; real files have up to about a dozen. */
  private static final int MOST_SCANS = 64;

  private final Bytes file;
  private final Allowance allowance;
  private final byte[] essence;
  private int essenceStart;
  private int essenceEnd;
  private int position;

  private Bytes frame;
  private int scans;
  private boolean jfif;
  private int adobeTransform = -1;
  private Orientation orientation;

  private JpegFile(byte[] encoded, Allowance allowance) {
    this.file = Bytes.of(encoded, ByteOrder.BIG_ENDIAN);
    this.allowance = allowance;
    this.essence = new byte[JFIF.length + encoded.length];
    this.essenceStart = JFIF.length;
    this.essenceEnd = JFIF.length;
  }

  static JpegFile parse(byte[] encoded, Allowance allowance) throws ImageRejected, EOFException {
    JpegFile jpeg = new JpegFile(encoded, allowance);
    jpeg.keep(0, 2);
    jpeg.position = 2;
    while (jpeg.segment()) {
      // Each call takes one segment.
    }
    if (jpeg.scans == 0) {
      throw new ImageRejected(Reason.CORRUPT, "JPEG: expected pixels, the file has none");
    }
    return jpeg;
  }

  /**
   * Whether a file has its end, but for zeros behind it: what is wrong with it is not its length.
   */
  static boolean isWhole(byte[] encoded) {
    int end = encoded.length;
    while (end > 0 && encoded[end - 1] == 0) {
      end--;
    }
    return end >= 2 && encoded[end - 2] == (byte) 0xff && encoded[end - 1] == (byte) EOI;
  }

  /** The file without what decoding does not need. */
  ImageInputStream essence() {
    return new ByteArrayImageInputStream(essence, essenceStart, essenceEnd - essenceStart);
  }

  /**
   * The same, of three components, with the word in front that they are Y, Cb, Cr: readers guess
   * where it is missing.
   */
  ImageInputStream essenceInYcbcr() {
    if (essenceStart > 0) {
      essenceStart = 0;
      System.arraycopy(essence, JFIF.length, essence, 0, 2);
      System.arraycopy(JFIF, 0, essence, 2, JFIF.length);
    }
    return essence();
  }

  int width() throws EOFException {
    return frame.u16(3);
  }

  int height() throws EOFException {
    return frame.u16(1);
  }

  Orientation orientation() {
    return orientation == null ? Orientation.UPRIGHT : orientation;
  }

  /**
   * The colours by libjpeg's rules: JFIF's word first, then Adobe's, then the components' names.
   */
  Colour colour() throws ImageRejected, EOFException {
    return switch (components()) {
      case 1 -> GreyColour.opaque(8);
      case 3 -> isRgb() ? RgbColour.opaque(8) : YcbcrColour.PLAIN;
      case 4 ->
          adobeTransform > 0
              ? new YcbcrColour(YcbcrColour.Black.INVERTED_INK)
              : new CmykColour(8, CmykColour.Polarity.LOW_IS_INK);
      default -> throw unsupported(components() + " colour components");
    };
  }

  private boolean isRgb() throws EOFException {
    if (jfif) {
      return false;
    }
    if (adobeTransform >= 0) {
      return adobeTransform == 0;
    }
    return frame.u8(6) == 'R' && frame.u8(9) == 'G' && frame.u8(12) == 'B';
  }

  private int components() throws EOFException {
    return frame.u8(5);
  }

  /** Takes the next segment; false at the end of the picture. */
  private boolean segment() throws ImageRejected, EOFException {
    int marker = marker();
    if (marker == EOI) {
      keep(position - 2, 2);
      return false;
    }
    if (marker == SOI) {
      throw new ImageRejected(Reason.CORRUPT, "JPEG: a second picture starts inside the first");
    }
    if (marker == 0x01 || (marker >= RST0 && marker <= RST7)) {
      return true;
    }
    int start = position - 2;
    Bytes content = content();
    switch (marker) {
      case DHT, DQT, DRI -> keep(start, position - start);
      case SOS -> scan(start);
      case APP0 -> jfif |= scans == 0 && content.length() >= 14 && content.startsWith("JFIF\0");
      case APP1 -> exif(content);
      case APP14 -> adobe(content);
      default -> other(marker, start, content);
    }
    return true;
  }

  /** What stands behind a marker, after the two bytes of its length, which count themselves. */
  private Bytes content() throws ImageRejected, EOFException {
    int length = file.u16(position);
    if (length < 2) {
      throw new ImageRejected(Reason.CORRUPT, "JPEG: a segment of length " + length);
    }
    Bytes content = file.part(position + 2L, length - 2L);
    position += length;
    return content;
  }

  /** Finds the next marker; bytes before it are padding or damage that decoders skip as well. */
  private int marker() throws EOFException {
    while (true) {
      position = file.find(0xff, position) + 2;
      int code = file.u8(position - 1);
      if (code == 0xff) {
        position--;
      } else if (code != 0) {
        return code;
      }
    }
  }

  private void other(int marker, int start, Bytes content) throws ImageRejected, EOFException {
    boolean startsFrame =
        marker >= SOF0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC;
    if (startsFrame) {
      frame(marker, content);
      keep(start, position - start);
    } else if (marker == DAC) {
      throw unsupported("arithmetic coding");
    }
  }

  private void frame(int marker, Bytes content) throws ImageRejected, EOFException {
    if (frame != null) {
      throw new ImageRejected(Reason.CORRUPT, "JPEG: expected one frame, found a second");
    }
    if (marker > SOF2) {
      throw unsupported(String.format("coding process 0x%02x", marker));
    }
    frame = content;
    allowance.checkSize(width(), height());
    if (content.u8(0) != 8) {
      throw unsupported(content.u8(0) + " bits a sample");
    }
  }

  private void scan(int start) throws ImageRejected, EOFException {
    if (frame == null) {
      throw new ImageRejected(Reason.CORRUPT, "JPEG: pixels come before the frame's header");
    }
    if (++scans > MOST_SCANS) {
      throw new ImageRejected(
          Reason.TOO_COMPLEX, "JPEG: expected at most " + MOST_SCANS + " scans, found more");
    }
    int code;
    do {
      code = marker();
    } while (code >= RST0 && code <= RST7);
    position -= 2;
    keep(start, position - start);
  }

  private void exif(Bytes content) {
    if (scans == 0 && orientation == null && content.startsWith("Exif\0")) {
      orientation = Exif.orientation(content);
    }
  }

  private void adobe(Bytes content) throws EOFException {
    if (scans == 0 && content.length() >= 12 && content.startsWith("Adobe")) {
      adobeTransform = content.u8(11);
    }
  }

  private void keep(int from, int length) throws EOFException {
    file.copy(from, length, essence, essenceEnd);
    essenceEnd += length;
  }

  private static ImageRejected unsupported(String what) {
    return new ImageRejected(Reason.UNSUPPORTED_FORMAT, "JPEG: " + what + " is not supported");
  }
}
