package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.wire.Caption;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {

  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  private final ImageReader reader = new ImageReader(ReadingLimits.DEFAULT);

  @Test
  void anEnvelopeGivesWhatItSays() throws Exception {
    String json =
        """
        {"id": "i-17", "feed": "cam-3", "time": "2026-03-01T13:00:00.250+01:00",
         "image": "%s", "caption": "a gull", "values": {"bird": "waterbird", "place": ["a", "b"]},
         "someone": {"else": ["s", 1, null]}}
        """
            .formatted(Base64.getEncoder().encodeToString(PICTURE));

    ImageItem item = reader.read(Messages.of(json, "content-type=application/json; charset=UTF-8"));

    assertEquals(
        new ImageItem(
            "i-17",
            "cam-3",
            Instant.parse("2026-03-01T12:00:00.250Z"),
            PICTURE,
            null,
            null,
            "a gull",
            Map.of("bird", List.of("waterbird"), "place", List.of("a", "b"))),
        item);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AP/+/wD//v8A",
        "AP_-_wD__v8A",
        "AP/+\\r\\n/wD/\\r\\n/v8A\\r\\n",
        " AP_-_wD__v\\t8A"
      })
  void base64IsReadInBothAlphabetsAndWithWhiteSpace(String text) throws Exception {
    ImageItem item = reader.read(Messages.of("{\"id\":\"i\",\"image\":\"" + text + "\"}"));

    assertArrayEquals(new byte[] {0, -1, -2, -1, 0, -1, -2, -1, 0}, item.image());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-_8=", "-_8", "+/8=", "+/8", "+ / 8\\n=\\n"})
  void base64IsReadWithAndWithoutItsPadding(String text) throws Exception {
    ImageItem item = reader.read(Messages.of("{\"id\":\"i\",\"image\":\"" + text + "\"}"));

    assertArrayEquals(new byte[] {-5, -1}, item.image());
  }

  @Test
  void anEmbeddingComesWithItsModel() throws Exception {
    ImageItem item =
        reader.read(
            Messages.of("{\"id\":\"i\",\"embedding\":[0.5,-1,2e-3],\"model\":\"sha256:ab\"}"));

    assertArrayEquals(new float[] {0.5f, -1, 0.002f}, item.embedding());
    assertEquals("sha256:ab", item.model());
    assertNull(item.image());
  }

  /** Numbers, or their bytes: of four each, or of two where the dimension says so. */
  @ParameterizedTest
  @ValueSource(strings = {"[0.5,-2]", "\"AAAAPwAAAMA=\"", "\"ADgAwA==\""})
  void aCaptionMayBringItsEmbeddingToo(String embedding) throws Exception {
    ImageItem item =
        new ImageReader(ReadingLimits.DEFAULT.withDimension(2))
            .read(
                Messages.of(
                    """
                    {"id":"i","embedding":[1,0],"model":"m","caption":"a gull",
                     "captionEmbedding":%s}
                    """
                        .formatted(embedding)));

    assertArrayEquals(new float[] {1, 0}, item.embedding());
    assertArrayEquals(new float[] {0.5f, -2}, item.captionEmbedding());
    assertEquals("a gull", item.caption());
  }

  @Test
  void missingFeedAndTimeAreTheKeyAndTheKafkaTimestamp() throws Exception {
    byte[] envelope = "{\"id\":\"i\",\"image\":\"AAAA\"}".getBytes(UTF_8);

    ImageItem item = reader.read(Messages.keyed("cam-9", envelope));

    assertEquals("cam-9", item.feed());
    assertEquals(Messages.RECEIVED, item.time());
    assertEquals("default", reader.read(Messages.of(envelope)).feed());
  }

  @Test
  void bytesThatAreNoEnvelopeAreThePictureAndHeadersTellTheRest() throws Exception {
    TopicRecord message =
        Messages.of(
            PICTURE,
            "id=i-1",
            "feed=cam",
            "time=2026-03-01T11:59:00Z",
            "values={\"bird\":\"landbird\"}");

    ImageItem item = reader.read(message);

    assertArrayEquals(PICTURE, item.image());
    assertEquals("i-1", item.id());
    assertEquals("cam", item.feed());
    assertEquals(Instant.parse("2026-03-01T11:59:00Z"), item.time());
    assertEquals(Map.of("bird", List.of("landbird")), item.values());
  }

  @Test
  void attributesAreTextsByName() throws Exception {
    String attributes = "{\"author\":\"ann\",\"licence\":\"\"}";
    Map<String, String> expected = Map.of("author", "ann", "licence", "");

    ImageItem envelope =
        reader.read(
            Messages.of("{\"id\":\"i\",\"image\":\"AA==\",\"attributes\":" + attributes + "}"));
    ImageItem picture = reader.read(Messages.of(PICTURE, "id=i", "attributes=" + attributes));
    ImageItem none = reader.read(Messages.of(PICTURE, "id=i"));

    assertEquals(expected, envelope.attributes());
    assertEquals(expected, picture.attributes());
    assertNull(none.attributes());
    assertEquals(List.of(), reader.misspelt());
    reader.read(Messages.of(PICTURE, "id=i", "attribute=" + attributes));
    assertEquals(List.of("attribute; did you mean attributes?"), reader.misspelt());
  }

  @Test
  void asManyAndAsLongAttributesAsAreAllowedAreTaken() throws Exception {
    Map<String, String> most = new HashMap<>();
    for (int i = 10; i < 42; i++) {
      most.put("n".repeat(62) + i, "v".repeat(512));
    }
    ImageItem item =
        new ImageItem("i", "cam", Messages.RECEIVED, PICTURE, null, null, null, null)
            .withAttributes(most);

    assertEquals(
        most, reader.read(Messages.of(Topic.IMAGES.encode(item, Encoding.AVRO))).attributes());
    assertEquals(
        most, reader.read(Messages.of(Topic.IMAGES.encode(item, Encoding.JSON))).attributes());
  }

  @Test
  void aPictureMessageIsReadAsTheItemItWasMadeOf() throws Exception {
    ImageItem item =
        new ImageItem(
                "i-1",
                "cam",
                Instant.parse("2026-03-01T11:59:00Z"),
                PICTURE,
                null,
                null,
                "eine Möwe",
                Map.of("bird", List.of("gull"), "place", List.of("a", "b")))
            .withAttributes(Map.of("author", "Ö \"ann\"", "source", "cam"));

    Outgoing message = Pictures.message(item, "image/png");

    assertArrayEquals("cam".getBytes(UTF_8), message.key());
    assertEquals(
        item,
        reader.read(
            new TopicRecord(
                "t",
                0,
                0,
                Messages.RECEIVED.toEpochMilli(),
                message.key(),
                message.value(),
                message.headers())));
  }

  @Test
  void anImageContentTypeMakesAnyBytesThePicture() throws Exception {
    ImageItem item = reader.read(Messages.of("{}", "id=i-1", "content-type=image/svg+xml"));

    assertArrayEquals("{}".getBytes(UTF_8), item.image());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/jpeg; charset=binary",
        "IMAGE/JPEG;charset=latin1",
        "image/png; name=\"a;b.png\"",
        "application/octet-stream",
        "application/octet-stream; charset=binary",
        "binary/octet-stream",
        ""
      })
  void aPictureIsOneWhateverItsTypesParameters(String contentType) throws Exception {
    ImageItem item = reader.read(Messages.of(PICTURE, "id=i-1", "content-type=" + contentType));

    assertArrayEquals(PICTURE, item.image());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf8",
        "application/json;charset='utf-8'",
        "application/json; Charset = \"UTF-8\"",
        "application/json; charset=us-ascii",
        "text/json; charset=binary",
        "application/vnd.item+json; profile=\"x;charset=utf-16\"; charset=ASCII",
        "application/octet-stream"
      })
  void anEnvelopeIsOneWhateverItsTypesParameters(String contentType) throws Exception {
    String envelope = "{\"id\":\"i-1\",\"image\":\"iVBORw0KGgo=\"}";

    ImageItem item = reader.read(Messages.of(envelope, "content-type=" + contentType));

    assertArrayEquals(PICTURE, item.image());
  }

  @Test
  void avroIsOneWhateverItsTypesParameters() throws Exception {
    Caption caption = new Caption("c", "f", Messages.RECEIVED, "a gull", null);
    byte[] avro = Topic.CAPTIONS.encode(caption, Encoding.AVRO);

    for (String type : List.of("application/avro; charset=binary", "application/octet-stream")) {
      assertEquals(
          caption,
          new CaptionReader(ReadingLimits.DEFAULT).read(Messages.of(avro, "content-type=" + type)));
    }
  }

  @Test
  void aPicturesKeyMayBeItsIdAndThenNotItsFeed() throws Exception {
    ImageReader byKey = new ImageReader(ReadingLimits.DEFAULT.withPictureId(IdFrom.KEY));

    ImageItem keyed = byKey.read(Messages.keyed("i-9", PICTURE));
    ImageItem named = byKey.read(Messages.keyed("cam", PICTURE, "id=i-1"));

    assertEquals("i-9", keyed.id());
    assertEquals("default", keyed.feed());
    assertEquals("cam-2", byKey.read(Messages.keyed("i-9", PICTURE, "feed=cam-2")).feed());
    assertEquals("i-1", named.id());
    assertEquals("cam", named.feed());
  }

  @Test
  void aPicturesPlaceMayBeItsId() throws Exception {
    ImageReader byPlace = new ImageReader(ReadingLimits.DEFAULT.withPictureId(IdFrom.POSITION));

    ImageItem item = byPlace.read(Messages.keyed("cam", PICTURE));

    assertEquals("idealstream.test-3-17", item.id());
    assertEquals("cam", item.feed());
    assertEquals("i-1", byPlace.read(Messages.of(PICTURE, "id=i-1")).id());
  }

  @Test
  void picturesThatBeginWithZeroAreNoFrames() throws Exception {
    byte[] heic = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c'};
    byte[] icon = {0, 0, 1, 0, 1, 0, 16, 16};
    byte[] framed = {0, 0, 0, 0, 7, '{', '}'};

    assertArrayEquals(heic, reader.read(Messages.of(heic, "id=i")).image());
    assertArrayEquals(icon, reader.read(Messages.of(icon, "id=i")).image());
    assertArrayEquals(
        framed, reader.read(Messages.of(framed, "id=i", "content-type=image/x")).image());
  }

  @Test
  void aTimeExactlyTheAllowedSkewAheadIsTaken() throws Exception {
    ImageItem item =
        reader.read(
            Messages.of("{\"id\":\"i\",\"image\":\"AA==\",\"time\":\"2026-03-01T12:05:00Z\"}"));

    assertEquals(Instant.parse("2026-03-01T12:05:00Z"), item.time());
  }

  @Test
  void aTimeFinerThanAMillisecondIsCut() throws Exception {
    ImageItem item =
        reader.read(
            Messages.of(
                "{\"id\":\"i\",\"image\":\"AA==\",\"time\":\"2026-03-01T11:00:00.123987Z\"}"));

    assertEquals(Instant.parse("2026-03-01T11:00:00.123Z"), item.time());
  }
}
