package io.idealstream.stream.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.stream.Attempt;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.Messages;
import io.idealstream.stream.Modality;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.CaptionReader;
import io.idealstream.wire.codec.ImageReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@SuppressWarnings("try") // a harness may be interrupted while it closes
class EmbedImagesTest {
  private static final DeadLetterSettings DEAD_LETTERS = new DeadLetterSettings(10_000, 20_000);
  private static final String GIVEN = "\"embedding\":[3,0,4],\"model\":\"sha256:fake\"";

  private final FakeImages model = new FakeImages();

  @Test
  void aPictureBecomesAVectorAtItsOwnTime() throws Exception {
    try (var harness = harness()) {
      harness.send(
          picture(
              0,
              3,
              4,
              "id=i-1",
              "feed=cam",
              "time=2026-03-01T11:00:00Z",
              "values={\"b\":\"v\"}",
              "attributes={\"author\":\"ann\"}"),
          99);
      harness.end();

      StreamRecord<Embedded> record = onlyRecord(harness);
      assertEquals(Instant.parse("2026-03-01T11:00:00Z").toEpochMilli(), record.getTimestamp());
      Embedded image = record.getValue();
      assertEquals(Modality.IMAGE, image.modality());
      assertEquals("i-1", image.id());
      assertEquals("cam", image.feed());
      assertEquals(Instant.parse("2026-03-01T11:00:00Z"), image.time());
      assertEquals(FakeImages.FINGERPRINT, image.model());
      assertArrayEquals(new float[] {0, 0.6f, 0.8f}, image.vector(), 1e-7f);
      assertEquals(Map.of("b", List.of("v")), image.values());
      assertNull(image.caption());
      assertEquals(FakeImages.PIXELS, image.pixels());
      assertEquals(Map.of("author", "ann"), image.attributes());
    }
  }

  @Test
  void anEmbeddingOfTheSameModelIsMadeAUnitVector() throws Exception {
    try (var harness = harness()) {
      harness.send(Messages.of("{\"id\":\"i\"," + GIVEN + "}"), 0);
      harness.end();

      assertArrayEquals(
          new float[] {0.6f, 0, 0.8f}, onlyRecord(harness).getValue().vector(), 1e-7f);
      assertEquals(List.of(), model.runs, "nothing to embed, nothing run");
      assertEquals(0, harness.values().get(0).pixels());
    }
  }

  @Test
  void theSmallestAndTheLargestEmbeddingsKeepTheirDirection() throws Exception {
    try (var harness = harness()) {
      for (String number : List.of("1.4e-45", "3.4e38")) {
        harness.send(
            Messages.of(
                "{\"id\":\"i\",\"model\":\"sha256:fake\",\"embedding\":[%1$s,%1$s,0]}"
                    .formatted(number)),
            0);
      }
      harness.end();

      for (Embedded image : harness.values()) {
        assertArrayEquals(new float[] {0.70710677f, 0.70710677f, 0}, image.vector(), 1e-7f);
      }
    }
  }

  @Test
  void picturesAndEmbeddingsOfOneBatchKeepTheirOrder() throws Exception {
    try (var harness = harness()) {
      harness.send(picture(1, 0, 0, "id=a"), 0);
      harness.send(Messages.of("{\"id\":\"b\"," + GIVEN + "}"), 0);
      harness.send(Messages.of("not a picture", "id=c"), 0);
      harness.send(Messages.of("{}"), 0);
      harness.send(picture(0, 1, 0, "id=d"), 0);
      harness.end();

      List<Embedded> images = harness.values();
      assertEquals(List.of("a", "b", "d"), images.stream().map(Embedded::id).toList());
      assertArrayEquals(new float[] {1, 0, 0}, images.get(0).vector());
      assertArrayEquals(new float[] {0.6f, 0, 0.8f}, images.get(1).vector(), 1e-7f);
      assertArrayEquals(new float[] {0, 1, 0}, images.get(2).vector());
      assertEquals(List.of(3), model.runs, "one run for all pictures");
    }
  }

  @Test
  void anEnvelopesCaptionComesOutWithItsOwnMessage() throws Exception {
    try (var harness = harness()) {
      harness.send(
          Messages.keyed(
              "cam",
              ("{\"id\":\"i\",\"caption\":\"a gull\",\"values\":{\"b\":[\"v\",\"w\"]},"
                      + GIVEN
                      + "}")
                  .getBytes(UTF_8)),
          42);
      harness.end();

      assertEquals("a gull", onlyRecord(harness).getValue().caption());
      StreamRecord<CaptionArrival> side = harness.side(EmbedImages.CAPTIONS).get(0);
      assertEquals(42, side.getTimestamp());
      Caption expected =
          new Caption("i", "cam", Messages.RECEIVED, "a gull", Map.of("b", List.of("v", "w")));
      assertEquals(expected, side.getValue().caption());
      TopicRecord origin = side.getValue().letter();
      assertEquals(17, origin.offset());
      assertEquals(expected, new CaptionReader(ReadingLimits.DEFAULT).read(origin));
    }
  }

  @Test
  void theCaptionOfAnImageThatCannotBeUsedIsNotUsedEither() throws Exception {
    try (var harness = harness()) {
      harness.send(Messages.of("{\"id\":\"i\",\"caption\":\"a gull\",\"image\":\"AAAA\"}"), 0);
      harness.send(Messages.of("{\"id\":\"i\",\"caption\":\"a gull\",\"image\":\"AA==\"}"), 0);
      harness.send(Messages.of("{\"id\":\"i\"," + GIVEN + "}"), 0);
      harness.end();

      assertEquals(1, harness.deadLetters().size());
      assertEquals(1, harness.side(EmbedImages.CAPTIONS).size());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyKindOfGarbageHasItsReasonAndHarmsNoNeighbour() {
    return garbage().stream()
        .map(kind -> DynamicTest.dynamicTest(kind.name, () -> checkAmongGood(kind)));
  }

  @Test
  void aWholeBatchOfGarbageIsAnsweredOneByOneAndCounted() throws Exception {
    List<Kind> kinds =
        garbage().stream()
            .filter(kind -> kind.reason != Reason.TIME_AHEAD && arrival(kind.message) != null)
            .toList();
    EmbedImages function = new EmbedImages(() -> model, DEAD_LETTERS);
    MetricListener metrics = new MetricListener();
    function.open(metrics.getMetricGroup());
    List<Outgoing> letters = new ArrayList<>();
    function.apply(kinds.stream().map(kind -> arrival(kind.message)).toList(), new Sides(letters));

    assertEquals(5, kinds.size());
    assertEquals(
        kinds.stream().map(kind -> kind.reason.code()).toList(),
        letters.stream().map(letter -> Messages.header(letter, DeadLetter.REASON)).toList());
    for (Reason reason : Reason.values()) {
      long expected = kinds.stream().filter(kind -> kind.reason == reason).count();
      assertEquals(
          expected,
          metrics
              .getCounter("reason", reason.code(), "deadLetters")
              .map(counter -> counter.getCount())
              .orElse(0L),
          reason.code());
    }
    assertEquals(1, metrics.getHistogram("inferenceMillis").orElseThrow().getCount());
    assertEquals(0L, metrics.getGauge("batchesOneByOne").orElseThrow().getValue());
    function.close();
  }

  @Test
  void whatTheDecoderSaysIsInTheDetail() throws Exception {
    try (var harness = harness()) {
      harness.send(Messages.of(new byte[] {1, 2}, "id=i-7"), 0);
      harness.end();

      Outgoing letter = harness.deadLetters().get(0);
      assertEquals("bad-picture", Messages.header(letter, DeadLetter.REASON));
      assertEquals(
          "i-7: truncated: expected 3 bytes, found 2", Messages.header(letter, DeadLetter.DETAIL));
      Embedded lost = harness.side(EmbedImages.LOST).get(0).getValue();
      assertEquals(Modality.LOST, lost.modality());
      assertEquals("default", lost.feed());
      assertEquals(Messages.RECEIVED, lost.time());
    }
  }

  @Test
  void anotherModelsEmbeddingIsLeftAsideWhereThatIsAskedForAndNothingElseIs() throws Exception {
    try (ReadThenEmbed<ImageArrival, Embedded> harness =
        new ReadThenEmbed<>(
            new ReadImages(ReadingLimits.DEFAULT, DEAD_LETTERS),
            new EmbedImages(() -> model, JobModel.Others.IGNORE, DEAD_LETTERS))) {
      harness.send(Messages.of("{\"id\":\"i\",\"embedding\":[1,2],\"model\":\"sha256:other\"}"), 0);
      harness.send(Messages.of("{\"id\":\"j\",\"embedding\":[1,2],\"model\":\"sha256:fake\"}"), 0);
      harness.send(Messages.of("{\"id\":\"k\"," + GIVEN + "}"), 0);
      harness.end();

      assertEquals("k", onlyRecord(harness).getValue().id());
      assertEquals(1, harness.deadLetters().size());
      String detail = Messages.header(harness.deadLetters().get(0), DeadLetter.DETAIL);
      assertTrue(detail.startsWith("j: 2 values"), detail);
    }
  }

  @Test
  void anotherModelsEmbeddingIsNamedInTheDetail() throws Exception {
    try (var harness = harness()) {
      harness.send(Messages.of("{\"id\":\"i\",\"embedding\":[1,2],\"model\":\"sha256:other\"}"), 0);
      harness.send(Messages.of("{\"id\":\"i\",\"embedding\":[1,2],\"model\":\"sha256:fake\"}"), 0);
      harness.end();

      String model = Messages.header(harness.deadLetters().get(0), DeadLetter.DETAIL);
      assertTrue(model.contains("sha256:other") && model.contains("sha256:fake"), model);
      String dimension = Messages.header(harness.deadLetters().get(1), DeadLetter.DETAIL);
      assertTrue(dimension.startsWith("i: 2 values, model sha256:fake gives 3"), dimension);
    }
  }

  @Test
  void aModelThatIsLostFailsTheJob() throws Exception {
    ImageEmbedding lost =
        new ImageEmbedding() {
          @Override
          public String fingerprint() {
            return "sha256:lost";
          }

          @Override
          public int dimension() {
            return 3;
          }

          @Override
          public List<io.idealstream.model.Embedding> embed(List<byte[]> encoded) {
            throw new IllegalStateException("the session is closed");
          }

          @Override
          public void close() {}
        };
    EmbedImages function = new EmbedImages(() -> lost, DEAD_LETTERS);
    function.open(new MetricListener().getMetricGroup());

    assertThrows(
        IllegalStateException.class,
        () ->
            function.apply(
                List.of(arrival(picture(1, 2, 3, "id=a"))), new Sides(new ArrayList<>())));
  }

  @Test
  void aFailureFurtherDownTheStreamIsNotBlamedOnTheRecord() {
    EmbedImages function = new EmbedImages(() -> model, DEAD_LETTERS);
    function.open(new MetricListener().getMetricGroup());
    Sides failing =
        new Sides(new ArrayList<>()) {
          @Override
          public void emit(Instant time, Embedded value) {
            throw new IllegalStateException("a fault of the next operator");
          }
        };

    assertThrows(
        IllegalStateException.class,
        () -> function.apply(List.of(arrival(picture(1, 2, 3, "id=a"))), failing));
    assertEquals(List.of(), failing.letters);
  }

  @Test
  void theModelIsClosedOnce() {
    EmbedImages function = new EmbedImages(() -> model, DEAD_LETTERS);
    function.close();
    function.open(new MetricListener().getMetricGroup());
    function.close();
    function.close();
    assertEquals(1, model.closed);
  }

  private record Kind(String name, TopicRecord message, Reason reason) {}

  private static List<Kind> garbage() {
    byte[] avro =
        Topic.IMAGES.encode(
            new ImageItem(
                "i", "f", Messages.RECEIVED, null, new float[] {1, 2, 3}, "m", null, null),
            Encoding.AVRO);
    byte[] unknown = avro.clone();
    unknown[4] ^= 1;
    byte[] otherTopic =
        Topic.STATUS.encode(
            new Status(StatusKind.SPACE, "s", 1, StatusState.ACTIVE, null), Encoding.AVRO);
    byte[] notUtf8 = "{\"id\":\"?\"}".getBytes(UTF_8);
    notUtf8[7] = (byte) 0xFF;
    return List.of(
        new Kind("no value", Messages.of((byte[]) null), Reason.NO_VALUE),
        new Kind("an empty value", Messages.of("", "id=i"), Reason.NO_VALUE),
        new Kind("text", Messages.of("hi", "content-type=text/plain"), Reason.UNKNOWN_CONTENT_TYPE),
        new Kind("bytes that are not UTF-8", Messages.of(notUtf8), Reason.NOT_UTF8),
        new Kind("broken JSON", Messages.of("{\"id\":\"i\","), Reason.NOT_JSON),
        new Kind("a field twice", json("\"image\":\"AAAA\",\"id\":\"j\""), Reason.DUPLICATE_KEY),
        new Kind("a deep nest", Messages.of("{\"a\":" + "[".repeat(9999)), Reason.TOO_DEEP),
        new Kind("an unknown schema", Messages.of(unknown), Reason.UNKNOWN_SCHEMA),
        new Kind("another topic's schema", Messages.of(otherTopic), Reason.WRONG_SCHEMA),
        new Kind(
            "Avro cut short", Messages.of(Arrays.copyOf(avro, avro.length - 3)), Reason.NOT_AVRO),
        new Kind("no id", Messages.of("{" + GIVEN + "}"), Reason.MISSING_ID),
        new Kind("a picture without id", picture(1, 2, 3), Reason.MISSING_ID),
        new Kind("a number as caption", json(GIVEN + ",\"caption\":7"), Reason.WRONG_TYPE),
        new Kind(
            "an endless caption",
            json(GIVEN + ",\"caption\":\"" + "a".repeat(10_001) + "\""),
            Reason.TOO_LONG),
        new Kind("an id of two lines", picture(1, 2, 3, "id=a\nb"), Reason.BAD_ID),
        new Kind("every feed", json(GIVEN + ",\"feed\":\"*\""), Reason.BAD_FEED),
        new Kind("no time at all", json(GIVEN + ",\"time\":\"noon\""), Reason.BAD_TIME),
        new Kind(
            "the far future",
            json(GIVEN + ",\"time\":\"2500-03-01T12:00:00Z\""),
            Reason.TIME_AHEAD),
        new Kind("values in a list", json(GIVEN + ",\"values\":[1]"), Reason.BAD_VALUES),
        new Kind("a uri", json("\"uri\":\"http://x/y.png\""), Reason.URI_UNSUPPORTED),
        new Kind("no content", json("\"caption\":\"a\""), Reason.NO_CONTENT),
        new Kind("two contents", json(GIVEN + ",\"image\":\"AAAA\""), Reason.TWO_CONTENTS),
        new Kind("no bytes", json("\"image\":\"\""), Reason.BAD_IMAGE_BYTES),
        new Kind("zeros", json("\"model\":\"m\",\"embedding\":[0,0,0]"), Reason.BAD_EMBEDDING),
        new Kind("not a number", Messages.of(withNaN(avro)), Reason.BAD_EMBEDDING),
        new Kind("no model", json("\"embedding\":[1,2,3]"), Reason.NO_MODEL),
        new Kind("an empty caption", json(GIVEN + ",\"caption\":\" \""), Reason.EMPTY_CAPTION),
        new Kind(
            "another model", json("\"embedding\":[1,2,3],\"model\":\"m\""), Reason.WRONG_MODEL),
        new Kind(
            "another dimension",
            json("\"embedding\":[1,2],\"model\":\"sha256:fake\""),
            Reason.WRONG_DIMENSION),
        new Kind("no picture", Messages.of("something", "id=i"), Reason.FAILED),
        new Kind(
            "a picture the model fails on", Messages.of("12345678", "id=i"), Reason.BAD_EMBEDDING),
        new Kind("a cut picture", Messages.of("PN", "id=i"), Reason.BAD_PICTURE));
  }

  private static TopicRecord json(String fields) {
    return Messages.of("{\"id\":\"i\"," + fields + "}");
  }

  /** The same message with NaN where the number 2 stood. */
  private static byte[] withNaN(byte[] avro) {
    ByteBuffer buffer = ByteBuffer.wrap(avro.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 4 <= avro.length; at++) {
      if (buffer.getFloat(at) == 2f) {
        return buffer.putFloat(at, Float.NaN).array();
      }
    }
    throw new IllegalStateException("no 2 in the message");
  }

  private void checkAmongGood(Kind kind) throws Exception {
    try (var harness = harness()) {
      harness.send(picture(1, 0, 0, "id=before"), 1);
      harness.send(Messages.at(23, kind.message), 2);
      harness.send(picture(0, 1, 0, "id=after"), 3);
      harness.end();

      List<Embedded> images = harness.values();
      assertEquals(List.of("before", "after"), images.stream().map(Embedded::id).toList());
      assertArrayEquals(new float[] {1, 0, 0}, images.get(0).vector());
      assertArrayEquals(new float[] {0, 1, 0}, images.get(1).vector());
      List<Outgoing> letters = harness.deadLetters();
      assertEquals(1, letters.size());
      Outgoing letter = letters.get(0);
      assertEquals(kind.reason.code(), Messages.header(letter, DeadLetter.REASON));
      assertEquals("idealstream.test", Messages.header(letter, DeadLetter.SOURCE_TOPIC));
      assertEquals("3", Messages.header(letter, DeadLetter.SOURCE_PARTITION));
      assertEquals("23", Messages.header(letter, DeadLetter.SOURCE_OFFSET));
      assertTrue(Messages.header(letter, DeadLetter.DETAIL).length() > 10);
      byte[] original = kind.message.value();
      assertArrayEquals(
          original == null || original.length <= 10_000
              ? original
              : Arrays.copyOf(original, 10_000),
          letter.value());
    }
  }

  private static TopicRecord picture(int x, int y, int z, String... headers) {
    return Messages.of(new byte[] {(byte) x, (byte) y, (byte) z}, headers);
  }

  private ReadThenEmbed<ImageArrival, Embedded> harness() throws Exception {
    return new ReadThenEmbed<>(
        new ReadImages(ReadingLimits.DEFAULT, DEAD_LETTERS),
        new EmbedImages(() -> model, DEAD_LETTERS));
  }

  private static ImageArrival arrival(TopicRecord message) {
    return Attempt.of(
            () -> new ImageArrival(new ImageReader(ReadingLimits.DEFAULT).read(message), message))
        .value();
  }

  private static StreamRecord<Embedded> onlyRecord(ReadThenEmbed<ImageArrival, Embedded> harness) {
    assertEquals(1, harness.records().size(), () -> harness.deadLetters().toString());
    return harness.records().get(0);
  }

  /** Takes dead letters and nothing else. */
  private static class Sides implements BatchFunction.Outputs<Embedded> {
    final List<Outgoing> letters;

    Sides(List<Outgoing> letters) {
      this.letters = letters;
    }

    @Override
    public void emit(int index, Embedded value) {
      throw new AssertionError(value.id());
    }

    @Override
    public void emit(Instant time, Embedded value) {
      throw new AssertionError(value.id());
    }

    @Override
    public <X> void emit(int index, org.apache.flink.util.OutputTag<X> side, X value) {
      if (value instanceof Outgoing letter) {
        letters.add(letter);
      }
    }
  }
}
