package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colour converted by libjpeg is what {@link YcbcrColour} makes of the stored components. */
class JpegColourTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "420.jpg",
        "422.jpg",
        "444.jpg",
        "progressive.jpg",
        "16-bit-tables.jpg",
        "profile.jpg",
        "4500x700.jpg",
        "exif-6.jpg"
      })
  void everyPixelIsTheSame(String name) throws Exception {
    assertSame(GoldenPictures.bytes(name));
    // A reader that guesses takes components for red, green and blue where JFIF's word is missing.
    assertSame(withoutApplicationSegments(GoldenPictures.bytes(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"420.jpg", "progressive.jpg"})
  void damagedFilesAreReadOrRefusedAlike(String name) throws Exception {
    byte[] whole = GoldenPictures.bytes(name);
    Random random = new Random(3);
    int read = 0;
    for (int n = 0; n < 300; n++) {
      byte[] damaged = whole.clone();
      damaged[whole.length / 4 + random.nextInt(3 * whole.length / 4)] ^= 1 << random.nextInt(8);
      read += assertSame(damaged) ? 1 : 0;
    }
    assertTrue(read > 30 && read < 300, read + " of 300 were read");
  }

  @Test
  void onlyPlainFilesAreConvertedByTheReader() throws Exception {
    assertEquals(RgbColour.class, file(GoldenPictures.bytes("rgb.jpg")).colour().getClass());
    assertEquals(
        new YcbcrColour(YcbcrColour.Black.INVERTED_INK),
        file(GoldenPictures.bytes("ycck.jpg")).colour());
  }

  /** False for a file that both refuse, for the same reason. */
  private static boolean assertSame(byte[] encoded) throws Exception {
    JpegFile file;
    try {
      file = file(encoded);
      assertEquals(YcbcrColour.PLAIN, file.colour());
    } catch (ImageRejected | IOException e) {
      return false;
    }
    Outcome expected = outcome(() -> pixels(JpegCodec.samples(file), YcbcrColour.PLAIN));
    Outcome actual = outcome(() -> pixels(JpegCodec.rgb(file), RgbColour.opaque(8)));
    assertEquals(expected.failure, actual.failure);
    assertArrayEquals(expected.rgb, actual.rgb);
    return expected.rgb != null;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by assertArrayEquals
  private record Outcome(byte[] rgb, String failure) {}

  private interface Decoding {
    byte[] rgb() throws ImageRejected, IOException;
  }

  private static Outcome outcome(Decoding decoding) {
    try {
      return new Outcome(decoding.rgb(), null);
    } catch (ImageRejected | IOException e) {
      return new Outcome(null, e.getMessage());
    }
  }

  private static JpegFile file(byte[] encoded) throws ImageRejected, IOException {
    return JpegFile.parse(encoded, new Allowance(ImageLimits.defaults(), DecodingRoom.UNBOUNDED));
  }

  private static byte[] pixels(Samples samples, Colour colour) {
    Rows rows = new Picture(samples, colour, Orientation.UPRIGHT).rows(Alpha.WHITE);
    byte[] all = new byte[3 * rows.width() * rows.height()];
    byte[] line = new byte[3 * rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.read(0, y, rows.width(), line);
      System.arraycopy(line, 0, all, y * line.length, line.length);
    }
    return all;
  }

  private static byte[] withoutApplicationSegments(byte[] encoded) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.write(encoded, 0, 2);
    int at = 2;
    while ((encoded[at + 1] & 0xf0) == 0xe0) {
      at += 2 + (encoded[at + 2] & 0xff) * 256 + (encoded[at + 3] & 0xff);
    }
    kept.write(encoded, at, encoded.length - at);
    return kept.toByteArray();
  }
}
