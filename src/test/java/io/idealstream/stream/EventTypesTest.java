package io.idealstream.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.drift.FeedAnswer;
import io.idealstream.stream.inforce.WaitingItem;
import io.idealstream.wire.Caption;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Control;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Header;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.Term;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.CaptionReader;
import io.idealstream.wire.codec.ReadingLimits;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels between operators never falls to Kryo, and arrives as it was sent. */
class EventTypesTest {
  private static final TopicRecord ORIGIN =
      new TopicRecord(
          "idealstream.captions",
          1,
          2,
          3,
          null,
          new byte[] {1, 2},
          List.of(Header.of("id", "c-1"), new Header("empty", null)));

  @ParameterizedTest
  @ValueSource(
      classes = {
        TopicRecord.class,
        Outgoing.class,
        Embedded.class,
        ImageArrival.class,
        CaptionArrival.class,
        ConceptMessage.class,
        ConceptArrival.class,
        QueryArrival.class,
        SpaceArrival.class,
        ControlArrival.class,
        Control.class,
        TextArrival.class,
        NamedVectors.class,
        PreparedSpace.class,
        Observation.class,
        PartialSums.class,
        SourceEstimate.class,
        SpaceInForce.class,
        QueryInForce.class,
        Acknowledgement.class,
        FeedbackArrival.class,
        HeldItem.class,
        AnsweredItem.class,
        FeedAnswer.class,
        Label.class,
        Hit.class,
        Status.class
      })
  void anEventNeedsNoKryo(Class<?> event) {
    serializer(event);
  }

  /** Shows that the check can fail, with what an event might be tempted to hold. */
  @ParameterizedTest
  @ValueSource(classes = {Nested.class, Duration.class})
  void aTypeThatFallsToKryoIsRefused(Class<?> type) {
    assertThrows(UnsupportedOperationException.class, () -> serializer(type));
  }

  /** A map of lists without a type of its own. */
  public record Nested(Map<String, List<String>> values) {}

  @Test
  void anImageArrivesAsItWasSent() throws IOException {
    ImageItem given =
        new ImageItem(
            "i",
            "cam",
            Instant.EPOCH,
            null,
            new float[] {1, 2},
            "sha256:0",
            "a gull",
            Map.of("bird", List.of("gull")));
    ImageItem picture =
        new ImageItem("i", "cam", Instant.EPOCH, new byte[] {3}, null, null, null, null)
            .withAttributes(Map.of("author", "ann"));
    for (ImageItem image : List.of(given, picture)) {
      ImageArrival sent = new ImageArrival(image, ORIGIN);
      assertEquals(sent, roundTrip(ImageArrival.class, sent));
    }
  }

  @Test
  void anExampleOfAConceptArrivesAsItWasSent() throws IOException {
    ConceptExample example = new ConceptExample("c", ConceptRole.CLASS, new byte[] {3}, null, null);
    for (ConceptExample each : Arrays.asList(example, null)) {
      ConceptMessage sent = new ConceptMessage("c", each, ORIGIN);
      assertEquals(sent, roundTrip(ConceptMessage.class, sent));
    }
  }

  @Test
  void aCaptionOfAnEnvelopeIsAMessageOfItsOwnInADeadLetter() throws Exception {
    Caption caption = new Caption("c-1", "cam", Instant.EPOCH, "a gull", null);
    CaptionArrival received =
        roundTrip(CaptionArrival.class, CaptionArrival.inside(ORIGIN, caption));
    assertNull(received.origin().value());
    TopicRecord letter = received.letter();
    assertEquals(ORIGIN.offset(), letter.offset());
    assertEquals(caption, new CaptionReader(ReadingLimits.DEFAULT).read(letter));
  }

  @Test
  void aCaptionArrivesAsItWasSent() throws IOException {
    CaptionArrival sent =
        new CaptionArrival(
            new Caption(
                "c-1", "cam", Instant.EPOCH, "a gull", Map.of("bird", List.of("gull", "tern"))),
            ORIGIN);

    assertEquals(sent, roundTrip(CaptionArrival.class, sent));
  }

  @Test
  void whatIsAbsentStaysAbsent() throws IOException {
    Embedded sent =
        new Embedded(
            Modality.IMAGE, "i", "f", Instant.EPOCH, "sha256:0", new float[] {1}, null, null);

    Embedded received = roundTrip(Embedded.class, sent);

    assertNull(received.caption());
    assertNull(received.values());
    assertNull(received.attributes());
    assertNull(roundTrip(QueryArrival.class, new QueryArrival("q", null, "bad")).query());
  }

  @Test
  void attributesOfAnItemArriveAsTheyWereSent() throws IOException {
    for (Map<String, String> attributes :
        List.of(Map.of("author", "ann", "source", ""), Map.<String, String>of())) {
      Embedded sent =
          new Embedded(
              Modality.IMAGE,
              "i",
              "f",
              Instant.EPOCH,
              "sha256:0",
              new float[] {1},
              "a gull",
              null,
              4,
              attributes);

      Map<String, String> expected = attributes.isEmpty() ? null : attributes;
      assertEquals(expected, roundTrip(Embedded.class, sent).attributes());
      Embedded waited = WaitingItem.of(WaitingItem.toBytes(sent));
      assertEquals(expected, waited.attributes());
      assertEquals("a gull", waited.caption());
      assertEquals(4, waited.pixels());
    }
  }

  @Test
  void aLabelArrivesWithWhatCameWithItsItem() throws IOException {
    for (Map<String, String> attributes : Arrays.asList(Map.of("author", "ann"), null)) {
      Label sent =
          new Label(
              "i",
              "f",
              Instant.EPOCH,
              "birds",
              1,
              "sha256:0",
              2,
              Source.PROMPTS,
              Map.of(),
              null,
              attributes == null ? null : "a gull",
              attributes);

      assertEquals(sent, roundTrip(Label.class, sent));
    }
  }

  @Test
  void aQueryArrivesAsItWasSent() throws IOException {
    Query query =
        new Query(
            "q",
            "a gull",
            List.of(new Term("on water", null, Source.PROMPTS, null, 0.5, null)),
            null,
            0.25,
            3,
            Duration.ofMinutes(10),
            List.of("cam"),
            Instant.parse("2026-05-01T00:00:00Z"),
            "30m",
            true,
            2,
            new Distinct(Duration.ofMinutes(1), 0.98));

    assertEquals(query, roundTrip(QueryArrival.class, new QueryArrival("q", query, null)).query());
    assertEquals(
        query,
        roundTrip(QueryInForce.class, QueryInForce.ofTexts("q", 1, query, "m", new float[] {1}))
            .query());
  }

  private static <T> T roundTrip(Class<T> type, T sent) throws IOException {
    TypeSerializer<T> serializer = serializer(type);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(sent, out);
    DataOutputSerializer copy = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
    return serializer.deserialize(new DataInputDeserializer(copy.getCopyOfBuffer()));
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    SerializerConfigImpl withoutKryo = new SerializerConfigImpl();
    withoutKryo.setGenericTypes(false);
    return TypeInformation.of(type).createSerializer(withoutKryo);
  }
}
