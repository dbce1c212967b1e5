package io.idealstream.stream.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Messages;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.output.DeadLetterOffice;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a harness may be interrupted while it closes
class ReadTopicTest {
  private static final DeadLetterSettings DEAD_LETTERS = new DeadLetterSettings(10_000, 20_000);
  private static final ReadCaptions CAPTIONS =
      new ReadCaptions(ReadingLimits.DEFAULT, DEAD_LETTERS);
  private static final ReadQueries QUERIES = new ReadQueries(ReadingLimits.DEFAULT, DEAD_LETTERS);
  private static final ReadSpaces SPACES = new ReadSpaces(DEAD_LETTERS);
  private static final String SPACE =
      """
      {"space": "birds", "feeds": ["*"], "templates": ["a photo of a {bird}"],
       "plain": {"bird": ["a {bird}"]},
       "factors": {"bird": {"role": "label", "kind": "one",
         "values": {"water": ["gull"], "land": ["crow"]}}}}
      """;

  /** One that says nothing of it is a dead letter. */
  @Test
  void whatRemovesAForgottenItemFromItsTopicIsPassedOver() throws Exception {
    TopicRecord removal = Messages.keyed("f/c", null);
    Header erasure = Header.of(Header.ERASURE, "r-1");
    try (var harness = harness(CAPTIONS)) {
      harness.processElement(
          new TopicRecord(
              removal.topic(), 0, 0, 0, removal.key(), removal.value(), List.of(erasure)),
          5);
      assertEquals(List.of(), reasons(harness));
      harness.processElement(removal, 6);
      assertEquals(List.of("no-value"), reasons(harness));
      assertEquals(0, harness.getRecordOutput().size());
    }
  }

  @Test
  void aCaptionComesWithItsMessageAndAtItsTime() throws Exception {
    TopicRecord message = Messages.of("{\"id\":\"c\",\"text\":\"a gull\"}");
    try (var harness = harness(CAPTIONS)) {
      harness.processElement(message, 5);
      harness.processElement(Messages.of("{\"id\":\"c\",\"text\":\"\"}"), 6);

      assertEquals(1, harness.getRecordOutput().size());
      StreamRecord<CaptionArrival> record = harness.getRecordOutput().iterator().next();
      assertEquals(5, record.getTimestamp());
      assertEquals("a gull", record.getValue().caption().text());
      assertEquals(message, record.getValue().origin());
      assertEquals(List.of("empty-caption"), reasons(harness));
    }
  }

  @Test
  void aQueryIsKeptOrRemoved() throws Exception {
    try (var harness = harness(QUERIES)) {
      harness.processElement(
          Messages.of("{\"id\":\"q\",\"text\":\"a gull\",\"threshold\":0.2}"), 0);
      harness.processElement(Messages.keyed("q", null), 0);

      List<QueryArrival> arrivals = harness.extractOutputValues();
      assertEquals("a gull", arrivals.get(0).query().text());
      assertNull(arrivals.get(0).rejected());
      assertEquals(new QueryArrival("q", null, null), arrivals.get(1));
      assertEquals(List.of(), reasons(harness));
    }
  }

  @Test
  void aBadQueryWhoseIdIsKnownIsNewsAndADeadLetter() throws Exception {
    try (var harness = harness(QUERIES)) {
      harness.processElement(Messages.of("{\"id\":\"q\",\"text\":\"a gull\"}"), 0);
      harness.processElement(Messages.keyed("k", "broken".getBytes(UTF_8)), 0);

      List<QueryArrival> arrivals = harness.extractOutputValues();
      assertEquals(new QueryArrival("q", null, "q: expected a threshold or k"), arrivals.get(0));
      assertEquals("k", arrivals.get(1).id());
      assertNull(arrivals.get(1).query());
      assertTrue(arrivals.get(1).rejected().startsWith("k: "), arrivals.get(1).rejected());
      assertEquals(List.of("bad-query", "not-json"), reasons(harness));
    }
  }

  @Test
  void aBadQueryIsLoggedHereOnlyWhereNoStatusTellsOfIt() throws Exception {
    try (LogLines lines = LogLines.of(DeadLetterOffice.class);
        var harness = harness(QUERIES)) {
      harness.processElement(Messages.keyed("k", "broken".getBytes(UTF_8)), 0);
      assertEquals(List.of(), lines.now());
      harness.processElement(Messages.of("broken"), 0);
      assertEquals(1, lines.now().size());
      assertTrue(lines.now().get(0).contains(": not-json: "), lines.now().get(0));
    }
  }

  @Test
  void aBadQueryWithoutAnyIdIsADeadLetterAlone() throws Exception {
    try (var harness = harness(QUERIES)) {
      harness.processElement(Messages.of("broken"), 0);
      harness.processElement(Messages.of((byte[]) null), 0);

      assertEquals(List.of(), harness.extractOutputValues());
      assertEquals(List.of("not-json", "no-value"), reasons(harness));
    }
  }

  @Test
  void aSpaceTravelsAsItsCanonicalJson() throws Exception {
    try (var harness = harness(SPACES)) {
      harness.processElement(Messages.keyed("birds", SPACE.getBytes(UTF_8)), 0);
      harness.processElement(Messages.keyed("birds", null), 0);

      SpaceArrival kept = harness.extractOutputValues().get(0);
      assertEquals("birds", kept.space());
      assertNull(kept.rejected());
      assertArrayEquals(
          kept.definition(),
          Topic.SPACES.encode(
              Topic.SPACES.decode(kept.definition(), Encoding.JSON), Encoding.JSON));
      assertEquals(
          List.of("water", "land"),
          Topic.SPACES.decode(kept.definition(), Encoding.JSON).factors().get("bird").names(),
          "the order of the values means something");
      assertEquals(new SpaceArrival("birds", null, null), harness.extractOutputValues().get(1));
      assertEquals(List.of(), reasons(harness));
    }
  }

  @Test
  void aBadSpaceWhoseNameIsKnownIsNewsAndADeadLetter() throws Exception {
    String bad = SPACE.replace("\"role\": \"label\"", "\"role\": \"king\"");
    try (var harness = harness(SPACES)) {
      harness.processElement(Messages.of(bad), 0);

      SpaceArrival rejected = harness.extractOutputValues().get(0);
      assertEquals("birds", rejected.space());
      assertNull(rejected.definition());
      assertTrue(rejected.rejected().contains("role"), rejected.rejected());
      assertEquals(List.of("bad-space"), reasons(harness));
    }
  }

  @Test
  void aFaultOfOurOwnIsADeadLetterAndLackOfMemoryFailsTheJob() throws Exception {
    try (var harness = harness(new Faulty(DEAD_LETTERS))) {
      harness.processElement(Messages.of("fault"), 0);
      harness.processElement(Messages.of("fine"), 0);

      assertEquals(List.of("fine"), harness.extractOutputValues());
      assertEquals(List.of("failed"), reasons(harness));
      assertThrows(OutOfMemoryError.class, () -> harness.processElement(Messages.of("memory"), 0));
    }
  }

  @Test
  void aFaultOfOurOwnOverAKnownKeyIsAlsoNews() throws Exception {
    try (var harness = harness(new Faulty(DEAD_LETTERS))) {
      harness.processElement(Messages.keyed("birds", "fault".getBytes(UTF_8)), 0);

      String news = harness.extractOutputValues().get(0);
      assertTrue(
          news.startsWith("birds rejected: unforeseen failure: java.lang.IllegalState"), news);
      assertEquals(List.of("failed"), reasons(harness));
    }
  }

  @Test
  void aSpaceThatAsksForWhatIsNotOfferedIsRejectedWithEveryWish() throws Exception {
    String wishes =
        SPACE.replaceFirst(
            "\\}\\s*$", ", \"estimate\": {\"per\": \"feed\", \"label-source\": \"images\"}}");
    try (var harness = harness(SPACES)) {
      harness.processElement(Messages.keyed("birds", wishes.getBytes(UTF_8)), 0);

      SpaceArrival arrival = harness.extractOutputValues().get(0);
      assertEquals("birds", arrival.space());
      assertNull(arrival.definition());
      assertEquals(
          "estimate.label-source: labelling each feed by words of its own is not offered yet",
          arrival.rejected());
      assertEquals(List.of("bad-space"), reasons(harness));
    }
  }

  private static final class Faulty extends ReadTopic<String> {
    private static final long serialVersionUID = 1L;

    Faulty(DeadLetterSettings deadLetters) {
      super(deadLetters);
    }

    @Override
    String read(TopicRecord record) {
      return switch (new String(record.value(), UTF_8)) {
        case "fault" -> throw new IllegalStateException("a fake");
        case "memory" -> throw new OutOfMemoryError("a fake");
        default -> "fine";
      };
    }

    @Override
    String rejected(String subject, String why) {
      return subject + " rejected: " + why;
    }
  }

  private static <T> OneInputStreamOperatorTestHarness<TopicRecord, T> harness(
      ReadTopic<T> function) throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(InstantiationUtil.clone(function));
  }

  private static List<String> reasons(OneInputStreamOperatorTestHarness<?, ?> harness) {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream()
            .map(letter -> Messages.header(letter.getValue(), DeadLetter.REASON))
            .toList();
  }
}
