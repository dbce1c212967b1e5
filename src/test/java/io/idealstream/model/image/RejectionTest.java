package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.idealstream.model.image.ImageRejected.Reason;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad pictures one by one; {@link DamagedPicturesTest} takes them by the thousand. */
class RejectionTest {
  /** More than any header is worth, less than the smallest picture that is refused for its size. */
  private static final long LITTLE = 2 << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ImagePreprocessor preprocessor = preprocessor(ImageLimits.defaults());

  @Test
  void codesAreStable() {
    assertEquals(
        List.of(
            "empty",
            "too-many-bytes",
            "too-many-pixels",
            "zero-size",
            "unsupported-format",
            "truncated",
            "corrupt",
            "too-complex"),
        Stream.of(Reason.values()).map(Reason::code).toList());
  }

  @Test
  void nothingIsEmpty() {
    assertRejected(Reason.EMPTY, new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<svg xmlns='x'/>", "%PDF-1.4", "BLOB", "\0\0\0\30ftypheic", "R", "{}"})
  void whatIsNoPictureIsNotSupported(String start) {
    ImageRejected rejection =
        assertRejected(Reason.UNSUPPORTED_FORMAT, start.getBytes(StandardCharsets.ISO_8859_1));

    assertTrue(rejection.getMessage().contains("JPEG, PNG, WebP, GIF, TIFF, BMP"));
  }

  @Test
  void bytesAreCountedBeforeAnythingElse() {
    byte[] picture = GoldenPictures.bytes("420.jpg");

    ImageRejected rejection =
        assertThrows(
            ImageRejected.class,
            () ->
                preprocessor(ImageLimits.defaults().withMaxBytes(picture.length - 1))
                    .preprocess(picture));

    assertEquals(Reason.TOO_MANY_BYTES, rejection.reason());
    assertTrue(rejection.getMessage().contains(String.valueOf(picture.length)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"420.jpg", "wide.png", "plain.gif", "24.bmp", "lossy.webp", "lzw.tif"})
  void pixelsAndSidesAreCountedByTheHeader(String name) throws ImageRejected {
    byte[] picture = GoldenPictures.bytes(name);
    ImageLimits wideEnough = ImageLimits.defaults().withMaxPixels(160 * 117).withMaxSide(160);

    preprocessor(wideEnough).preprocess(picture);

    assertRejected(Reason.TOO_MANY_PIXELS, picture, wideEnough.withMaxPixels(55 * 42));
    assertRejected(Reason.TOO_MANY_PIXELS, picture, wideEnough.withMaxSide(54));
  }

  /** Name, where its width and height stand, and how. */
  static Stream<Arguments> sizes() {
    return Stream.of(
        size("wide.png", 16, 20, 4, ByteOrder.BIG_ENDIAN),
        size("420.jpg", sof("420.jpg") + 7, sof("420.jpg") + 5, 2, ByteOrder.BIG_ENDIAN),
        size(
            "progressive.jpg",
            sof("progressive.jpg") + 7,
            sof("progressive.jpg") + 5,
            2,
            ByteOrder.BIG_ENDIAN),
        size("plain.gif", 6, 8, 2, ByteOrder.LITTLE_ENDIAN),
        size("24.bmp", 18, 22, 4, ByteOrder.LITTLE_ENDIAN),
        size("tiles.tif", tag("tiles.tif", 256), tag("tiles.tif", 257), 4, ByteOrder.LITTLE_ENDIAN),
        size(
            "tiles.tif", tag("tiles.tif", 322), tag("tiles.tif", 323), 4, ByteOrder.LITTLE_ENDIAN));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aHeaderThatClaimsTooMuchCostsNothing(
      String name, int width, int height, int length, ByteOrder order) {
    byte[] lying =
        withNumber(
            withNumber(bytes(name), width, 60_000, length, order), height, 60_000, length, order);
    checkSums(lying);
    long before = threads.getCurrentThreadAllocatedBytes();

    assertRejected(Reason.TOO_MANY_PIXELS, lying);

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < LITTLE);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aHeaderWithoutPixelsIsOfZeroSize(
      String name, int width, int height, int length, ByteOrder order) {
    if (name.endsWith(".gif")) {
      return; // The screen may be empty; the frame decides.
    }
    for (int side : new int[] {width, height}) {
      byte[] empty = withNumber(bytes(name), side, 0, length, order);
      checkSums(empty);
      assertRejected(Reason.ZERO_SIZE, empty);
    }
  }

  static Stream<String> stills() {
    return GoldenPictures.names().filter(name -> !name.startsWith("animated"));
  }

  @ParameterizedTest
  @MethodSource("stills")
  void aFileThatEndsEarlyIsTruncated(String name) {
    byte[] picture = bytes(name);
    // A good part of the smallest files is what may be missing: a last chunk.
    int most = Set.of("1x1.png", "1x7.png").contains(name) ? 6 : 9;
    for (int tenths = 3; tenths < most; tenths++) {
      byte[] start = Arrays.copyOf(picture, picture.length * tenths / 10);
      assertRejected(Reason.TRUNCATED, start);
    }
  }

  @Test
  void aJpegMustSayThatItEnds() {
    byte[] picture = bytes("444.jpg");

    assertRejected(Reason.TRUNCATED, Arrays.copyOf(picture, picture.length - 2));
  }

  @Test
  void aJpegWhosePixelsEndEarlyIsDamagedWhereItSaysThatItEnds() {
    byte[] half = Arrays.copyOf(bytes("444.jpg"), bytes("444.jpg").length / 2);
    half[half.length - 2] = (byte) 0xff;
    half[half.length - 1] = (byte) 0xd9;

    assertRejected(Reason.CORRUPT, half);
  }

  @ParameterizedTest
  @ValueSource(strings = {"progressive.jpg", "420.jpg"})
  void aJpegWithItsEndIsNotTruncatedWhateverBitIsFlipped(String name) {
    byte[] picture = bytes(name);
    int damaged = 0;
    for (int bit = 16; bit < 8 * (picture.length - 2); bit += 37) {
      byte[] flipped = picture.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        preprocessor(ImageLimits.defaults()).preprocess(flipped); // most flips only change colours
      } catch (ImageRejected why) {
        assertNotEquals(Reason.TRUNCATED, why.reason(), "bit " + bit + ": " + why.getMessage());
        damaged += why.getMessage().startsWith("JPEG: damaged: ") ? 1 : 0;
      }
    }
    assertTrue(damaged > 0, "no flip met what this is about");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wide.png", "lossy.webp", "lossless.webp", "plain.gif"})
  void aFileWithItsEndIsNotTruncatedWhateverBitIsFlipped(String name) {
    byte[] picture = bytes(name);
    int damaged = 0;
    for (int bit = 8 * 12; bit < 8 * (picture.length - 12); bit += 17) {
      byte[] flipped = picture.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        preprocessor(ImageLimits.defaults()).preprocess(flipped); // most flips only change colours
      } catch (ImageRejected why) {
        assertNotEquals(Reason.TRUNCATED, why.reason(), "bit " + bit + ": " + why.getMessage());
        damaged += why.getMessage().contains("damaged: the data ends before") ? 1 : 0;
      }
    }
    assertTrue(damaged > 0, "no flip met what this is about");
  }

  @Test
  void aJpegWithATallerHeaderThanPictureIsDamaged() {
    byte[] lying = withNumber(bytes("444.jpg"), sof("444.jpg") + 5, 3000, 2, ByteOrder.BIG_ENDIAN);

    assertRejected(Reason.CORRUPT, lying);
  }

  @Test
  void aPartOfATiffIsNotLargerThanTheTiffSays() {
    byte[] lying =
        withNumber(bytes("jpeg.tif"), sof("jpeg.tif") + 5, 6000, 2, ByteOrder.BIG_ENDIAN);

    assertRejected(Reason.TOO_MANY_PIXELS, lying);
  }

  @Test
  void aPngWithAWrongChecksumIsCorrupt() {
    byte[] picture = bytes("wide.png");
    picture[picture.length / 2] ^= 1;

    assertRejected(Reason.CORRUPT, picture);
  }

  @Test
  void aBitmapWhoseColourHasNoBitsIsNotSupported() {
    byte[] picture = withNumber(bytes("565.bmp"), 54, 0, 4, ByteOrder.LITTLE_ENDIAN);

    assertRejected(Reason.UNSUPPORTED_FORMAT, picture);
  }

  @Test
  void aJpegOfAThousandScansIsTooComplex() {
    byte[] picture = bytes("progressive.jpg");
    int scan = lastIndex(picture, 0xff, 0xda);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    many.write(picture, 0, picture.length - 2);
    for (int i = 0; i < 1000; i++) {
      many.write(picture, scan, picture.length - 2 - scan);
    }
    many.write(picture, picture.length - 2, 2);

    assertRejected(Reason.TOO_COMPLEX, many.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc3, 0xc9, 0xca})
  void codingProcessesThatPillowsDecoderLacksAreNotSupported(int process) {
    byte[] picture = bytes("444.jpg");
    picture[sof("444.jpg") + 1] = (byte) process;

    assertRejected(Reason.UNSUPPORTED_FORMAT, picture);
  }

  @Test
  void compressedTextInAPngIsNeverOpened() throws ImageRejected {
    byte[] picture = bytes("wide.png");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
    text.writeBytes(deflated(new byte[100 << 20]));
    byte[] bomb =
        withChunk(picture, 33, 'z' << 24 | 'T' << 16 | 'X' << 8 | 't', text.toByteArray());
    float[] expected = preprocessor.preprocess(picture);
    long before = threads.getCurrentThreadAllocatedBytes();

    float[] values = preprocessor.preprocess(bomb);

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < LITTLE);
    assertEquals(Arrays.hashCode(expected), Arrays.hashCode(values));
  }

  @Test
  void whatFollowsTheLastPixelOfAGifIsNotRead() throws ImageRejected {
    byte[] picture = bytes("plain.gif");
    float[] expected = preprocessor.preprocess(picture);
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.write(picture, 0, picture.length - 2);
    for (int i = 0; i < 10_000; i++) {
      longer.write(255);
      longer.writeBytes(new byte[255]);
    }
    longer.write(picture, picture.length - 2, 2);

    assertEquals(
        Arrays.hashCode(expected), Arrays.hashCode(preprocessor.preprocess(longer.toByteArray())));
  }

  @Test
  void aLosslessWebpThatRepeatsATransformIsCorrupt() {
    StringBuilder lowestFirst = new StringBuilder("11110100");
    lowestFirst.append("1".repeat(8)).append("0".repeat(6)); // 256 columns
    lowestFirst.append("1".repeat(8)).append("0".repeat(6)); // 256 rows
    lowestFirst.append("0000"); // opaque, version 0
    lowestFirst.append("101".repeat(100_000)); // a transform: green
    byte[] bits = bits(lowestFirst);
    ByteBuffer file = ByteBuffer.allocate(20 + bits.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + bits.length);
    file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(bits.length).put(bits);

    assertRejected(Reason.CORRUPT, file.array());
  }

  private static byte[] bits(CharSequence lowestFirst) {
    BitSet bits = new BitSet();
    for (int i = 0; i < lowestFirst.length(); i++) {
      bits.set(i, lowestFirst.charAt(i) == '1');
    }
    return bits.toByteArray();
  }

  @Test
  void aTiffWhoseTagsShareOneLargeValueCostsNothing() {
    int values = 500_000;
    int entries = 5_000;
    ByteBuffer file =
        ByteBuffer.allocate(8 + values + 2 + 12 * entries + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + values);
    file.position(8 + values);
    file.putShort((short) entries);
    for (int i = 0; i < entries; i++) {
      file.putShort((short) (30_000 + i)).putShort((short) 3).putInt(values / 2).putInt(8);
    }
    long before = threads.getCurrentThreadAllocatedBytes();

    assertRejected(Reason.ZERO_SIZE, file.array());

    assertTrue(threads.getCurrentThreadAllocatedBytes() - before < LITTLE);
  }

  @Test
  void aTiffOfAMillionStripsIsTooComplex() {
    byte[] picture = bytes("grey-16-II.tif");
    byte[] many =
        withNumber(picture, tag("grey-16-II.tif", 273) - 4, 1_000_000, 4, ByteOrder.LITTLE_ENDIAN);

    assertRejected(Reason.TOO_COMPLEX, many);
  }

  private ImageRejected assertRejected(Reason reason, byte[] picture) {
    return assertRejected(reason, picture, ImageLimits.defaults());
  }

  private ImageRejected assertRejected(Reason reason, byte[] picture, ImageLimits limits) {
    ImageRejected rejection =
        assertThrows(ImageRejected.class, () -> preprocessor(limits).preprocess(picture));
    assertEquals(reason, rejection.reason(), rejection.getMessage());
    return rejection;
  }

  private static ImagePreprocessor preprocessor(ImageLimits limits) {
    byte[] settings = "{\"size\": 32, \"crop_size\": 32}".getBytes(StandardCharsets.UTF_8);
    return new ImagePreprocessor(Preprocessing.parse(settings, "settings", Alpha.WHITE), limits);
  }

  private static byte[] bytes(String name) {
    return GoldenPictures.bytes(name);
  }

  private static Arguments size(String name, int width, int height, int length, ByteOrder order) {
    return Arguments.of(name, width, height, length, order);
  }

  private static byte[] withNumber(byte[] file, int at, int number, int length, ByteOrder order) {
    byte[] copy = file.clone();
    ByteBuffer buffer = ByteBuffer.wrap(copy).order(order);
    if (length == 2) {
      buffer.putShort(at, (short) number);
    } else {
      buffer.putInt(at, number);
    }
    return copy;
  }

  /** Position of the frame header. */
  private static int sof(String name) {
    byte[] file = bytes(name);
    return IntStream.range(0, file.length - 1)
        .filter(
            i ->
                file[i] == (byte) 0xff
                    && (file[i + 1] == (byte) 0xc0 || file[i + 1] == (byte) 0xc2))
        .findFirst()
        .orElseThrow();
  }

  /** Position of the value of a tag in a little-endian TIFF. */
  private static int tag(String name, int number) {
    ByteBuffer file = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(4);
    return IntStream.range(0, file.getShort(directory))
            .map(i -> directory + 2 + 12 * i)
            .filter(entry -> file.getShort(entry) == number)
            .findFirst()
            .orElseThrow()
        + 8;
  }

  private static int lastIndex(byte[] file, int first, int second) {
    for (int i = file.length - 2; i >= 0; i--) {
      if (file[i] == (byte) first && file[i + 1] == (byte) second) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such bytes");
  }

  /** Mends the checksum of a PNG's header. */
  private static void checkSums(byte[] file) {
    if (file[1] == 'P') {
      CRC32 sum = new CRC32();
      sum.update(file, 12, 17);
      ByteBuffer.wrap(file).putInt(29, (int) sum.getValue());
    }
  }

  private static byte[] withChunk(byte[] png, int at, int type, byte[] content) {
    ByteBuffer longer = ByteBuffer.allocate(png.length + 12 + content.length);
    longer.put(png, 0, at).putInt(content.length).putInt(type).put(content);
    CRC32 sum = new CRC32();
    sum.update(longer.array(), at + 4, 4 + content.length);
    longer.putInt((int) sum.getValue()).put(png, at, png.length - at);
    return longer.array();
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(content);
    deflater.finish();
    byte[] target = new byte[content.length / 50];
    int length = deflater.deflate(target);
    deflater.end();
    return Arrays.copyOf(target, length);
  }
}
