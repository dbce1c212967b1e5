package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingRoomTest {
  private static final int PIXELS = 1_000_000;
  private static final ImageLimits LIMITS = ImageLimits.defaults();

  private final DecodingRoom room = new DecodingRoom(PIXELS);

  @Test
  void aPictureTakesItsPixelsUntilItIsClosed() throws Exception {
    try (Allowance one = new Allowance(LIMITS, room);
        Allowance other = new Allowance(LIMITS, room)) {
      one.checkSize(100, 50);
      other.checkSize(200, 10);
      assertEquals(PIXELS - 5_000 - 2_000, room.free());
    }
    assertEquals(PIXELS, room.free());
  }

  @Test
  void ofSeveralSizesOfAPictureTheLargestCounts() throws Exception {
    try (Allowance picture = new Allowance(LIMITS, room)) {
      picture.checkSize(10, 10);
      picture.checkSize(100, 10);
      picture.checkSize(20, 10);
      assertEquals(PIXELS - 1_000, room.free());
    }
  }

  @Test
  void aPartTakesNothingOfItsOwnAndHasTheLimitsOfAPart() throws Exception {
    try (Allowance picture = new Allowance(LIMITS, room);
        Allowance part = picture.part(100)) {
      picture.checkSize(1_000, 1_000);
      part.checkSize(10, 10);
      assertThrows(ImageRejected.class, () -> part.checkSize(10, 11));
      assertEquals(0, room.free());
    }
  }

  @Test
  void aPictureThatIsLargerThanTheRoomHasItAlone() throws Exception {
    try (Allowance picture = new Allowance(LIMITS, room)) {
      picture.checkSize(7_000, 7_000);
      assertEquals(0, room.free());
    }
    assertEquals(PIXELS, room.free());
  }

  @Test
  void aPictureThatIsRejectedLeavesTheRoom() {
    ImagePreprocessor preprocessor = preprocessor();
    byte[] cut = Arrays.copyOf(GoldenPictures.bytes("rgba.png"), 100);
    assertThrows(ImageRejected.class, () -> preprocessor.preprocess(cut));
    assertEquals(PIXELS, room.free());
  }

  @ParameterizedTest
  @MethodSource("io.idealstream.model.image.GoldenPictures#names")
  void aPictureOfAnyFormatWaitsForRoom(String name) throws Exception {
    ImagePreprocessor preprocessor = preprocessor();
    room.enter(PIXELS);
    Thread decoding = new Thread(() -> decode(preprocessor, name), name);
    decoding.start();
    while (decoding.getState() != Thread.State.WAITING) {
      assertTrue(decoding.isAlive(), "decoded without room");
      Thread.onSpinWait();
    }
    room.leave(PIXELS);
    decoding.join();
    assertEquals(PIXELS, room.free());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void onASmallHeapTheLargestPictureIsTheMostThatIsDecodedAtOnce(int threads) {
    assertEquals(50_000_000, DecodingRoom.pixels(1L << 30, LIMITS, threads));
  }

  @Test
  void onALargeHeapAsManyAreDecodedAtOnceAsFitIntoAnEighth() {
    long heap = 9L * 8 * 120_000_000;
    assertEquals(100_000_000, DecodingRoom.pixels(heap, LIMITS, 2));
    assertEquals(120_000_000, DecodingRoom.pixels(heap, LIMITS, 16));
  }

  private ImagePreprocessor preprocessor() {
    byte[] settings = "{\"size\": 32, \"crop_size\": 32}".getBytes(StandardCharsets.UTF_8);
    return new ImagePreprocessor(
        Preprocessing.parse(settings, "settings", Alpha.WHITE), LIMITS, room);
  }

  private static void decode(ImagePreprocessor preprocessor, String name) {
    try {
      preprocessor.preprocess(GoldenPictures.bytes(name));
    } catch (ImageRejected rejected) {
      throw new AssertionError(name, rejected);
    }
  }
}
