package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.stream.CaptionArrival;
import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Messages;
import io.idealstream.stream.Modality;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.Caption;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a harness may be interrupted while it closes
class EmbedCaptionsTest {
  private static final DeadLetterSettings DEAD_LETTERS = new DeadLetterSettings(10_000, 20_000);
  private static final Instant TIME = Instant.parse("2026-03-01T11:00:00Z");
  private static final Map<String, List<String>> VALUES = Map.of("bird", List.of("waterbird"));

  @Test
  void aCaptionBecomesAVectorAtItsOwnTimeAndABadOneHarmsNoNeighbour() throws Exception {
    EmbedCaptions function = new EmbedCaptions(Lengths::new, DEAD_LETTERS);
    try (var harness =
        new OneInputStreamOperatorTestHarness<>(
            new MicroBatchOperator<>(
                function, new BatchSettings(100, Duration.ofMillis(20), 1 << 20)))) {
      harness.open();
      harness.processElement(caption("a", "gull"), 1);
      harness.processElement(caption("b", Lengths.BAD), 2);
      harness.processElement(caption("c", "a tern"), 3);
      harness.endInput();

      List<StreamRecord<Embedded>> records = List.copyOf(harness.getRecordOutput());
      assertEquals(
          List.of("a", "c"), records.stream().map(record -> record.getValue().id()).toList());
      assertEquals(TIME.toEpochMilli(), records.get(0).getTimestamp());
      Embedded embedded = records.get(1).getValue();
      assertEquals(Modality.CAPTION, embedded.modality());
      assertEquals("cam", embedded.feed());
      assertEquals(TIME, embedded.time());
      assertEquals("sha256:lengths", embedded.model());
      assertArrayEquals(new float[] {6}, embedded.vector());
      assertEquals("a tern", embedded.caption());
      assertEquals(VALUES, embedded.values());

      Outgoing letter = harness.getSideOutput(DeadLetters.TAG).remove().getValue();
      assertEquals("failed", Messages.header(letter, DeadLetter.REASON));
      assertEquals("b: cannot be embedded", Messages.header(letter, DeadLetter.DETAIL));
      assertArrayEquals(
          "message of b".getBytes(java.nio.charset.StandardCharsets.UTF_8), letter.value());
    }
  }

  /** Those of another model, or of none where no model is open, are what they are elsewhere. */
  @Test
  void aCaptionOfAnEnvelopeMayBringItsVector() throws Exception {
    GivenModel given = new GivenModel("m", 2, 100, null, null, true);
    EmbedImages images = new EmbedImages(given.images(1), DEAD_LETTERS);
    EmbedCaptions captions = new EmbedCaptions(given.texts(), DEAD_LETTERS);
    String head = "\"feed\":\"cam\",\"embedding\":[0,1],\"model\":\"m\",\"caption\":\"a gull\"";
    try (var reading =
            new ReadThenEmbed<>(
                new ReadImages(ReadingLimits.DEFAULT.withDimension(2), DEAD_LETTERS), images);
        var harness =
            new OneInputStreamOperatorTestHarness<>(
                new MicroBatchOperator<>(
                    captions, new BatchSettings(100, Duration.ofMillis(20), 1 << 20)))) {
      harness.open();
      reading.send(Messages.of("{\"id\":\"with\"," + head + ",\"captionEmbedding\":[3,4]}"), 0);
      reading.send(Messages.of("{\"id\":\"without\"," + head + "}"), 0);
      reading.send(Messages.of("{\"id\":\"short\"," + head + ",\"captionEmbedding\":[1]}"), 0);
      reading.end();
      for (StreamRecord<CaptionArrival> caption : reading.side(EmbedImages.CAPTIONS)) {
        harness.processElement(caption);
      }
      harness.endInput();

      assertEquals(3, reading.values().size(), "the images count whatever their captions bring");
      List<Embedded> embedded = harness.extractOutputValues();
      assertEquals(List.of("with"), embedded.stream().map(Embedded::id).toList());
      assertEquals(Modality.CAPTION, embedded.get(0).modality());
      assertArrayEquals(new float[] {0.6f, 0.8f}, embedded.get(0).vector(), 1e-6f);
      assertEquals("a gull", embedded.get(0).caption());
      Outgoing letter = harness.getSideOutput(DeadLetters.TAG).remove().getValue();
      assertEquals("wrong-dimension", Messages.header(letter, DeadLetter.REASON));
      assertEquals(
          "a gull", Topic.CAPTIONS.decode(letter.value(), Encoding.JSON).text(), "not the image");
    }
  }

  @Test
  void aModelThatIsLostFailsTheJob() {
    EmbedCaptions function = new EmbedCaptions(Lengths::new, DEAD_LETTERS);
    function.open(new MetricListener().getMetricGroup());

    assertThrows(
        IllegalStateException.class,
        () -> function.apply(List.of(caption("a", Lengths.LOST)), null));
  }

  @Test
  void theModelIsClosedOnce() {
    Lengths model = new Lengths();
    EmbedCaptions function = new EmbedCaptions(() -> model, DEAD_LETTERS);
    function.close();
    function.open(new MetricListener().getMetricGroup());
    function.close();
    function.close();
    assertEquals(1, model.closed);
  }

  private static CaptionArrival caption(String id, String text) {
    return new CaptionArrival(
        new Caption(id, "cam", TIME, text, VALUES), Messages.of("message of " + id));
  }

  /** A text's vector is its length. */
  private static final class Lengths implements TextEmbedding {
    static final String BAD = "bad";
    static final String LOST = "lost";

    int closed;

    @Override
    public String fingerprint() {
      return "sha256:lengths";
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public double logitScale() {
      return 1;
    }

    @Override
    public List<Outcome> embed(List<String> texts) {
      if (texts.contains(LOST)) {
        throw new IllegalStateException("the session is closed");
      }
      return texts.stream().map(Lengths::one).toList();
    }

    @Override
    public void close() {
      closed++;
    }

    private static Outcome one(String text) {
      return text.equals(BAD)
          ? new Outcome.Failure("cannot be embedded")
          : new Outcome.Vector(new float[] {text.length()});
    }
  }
}
