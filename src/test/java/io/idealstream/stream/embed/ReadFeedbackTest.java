package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.stream.DeadLetters;
import io.idealstream.stream.FeedbackArrival;
import io.idealstream.stream.Messages;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ReadingLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class ReadFeedbackTest {

  /** A model of two dimensions. */
  private record Tower() implements TextEmbedding {
    @Override
    public String fingerprint() {
      return "sha256:one";
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public double logitScale() {
      return 1;
    }

    @Override
    public List<Outcome> embed(List<String> texts) {
      throw new IllegalStateException("nobody asks for texts");
    }

    @Override
    public void close() {}
  }

  private static OneInputStreamOperatorTestHarness<TopicRecord, FeedbackArrival> read(
      String... messages) throws Exception {
    var harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new ReadFeedback(
                Tower::new, ReadingLimits.DEFAULT, new DeadLetterSettings(10_000, 20_000)));
    for (String message : messages) {
      harness.processElement(new StreamRecord<>(Messages.of(message)));
    }
    return harness;
  }

  @Test
  void feedbackNamesItsItemAndWhatIsTrueOfIt() throws Exception {
    FeedbackArrival read =
        read("{\"id\":\"i\",\"feed\":\"a/b\",\"values\":{\"bird\":\"owl\"}}")
            .extractOutputValues()
            .get(0);
    assertEquals("a%2Fb/i", read.key());
    assertEquals(Messages.RECEIVED, read.time());
    assertEquals(Map.of("bird", List.of("owl")), read.values());
    assertNull(read.vector());
    assertNull(read.model());
  }

  /** Waiting feedback would be held until then, and items with it. */
  @Test
  void feedbackOfTheFutureIsADeadLetterWhoeverSaysSo() throws Exception {
    var harness = read("{\"id\":\"i\",\"time\":\"2500-01-01T00:00:00Z\",\"values\":{\"b\":\"o\"}}");
    TopicRecord now = Messages.of("{\"id\":\"i\",\"values\":{\"b\":\"o\"}}");
    harness.processElement(
        new StreamRecord<>(
            new TopicRecord(
                now.topic(),
                now.partition(),
                now.offset(),
                Instant.now().plusSeconds(3_300).toEpochMilli(),
                now.key(),
                now.value(),
                now.headers())));
    assertEquals(List.of(), harness.extractOutputValues());
    assertEquals(
        List.of("time-ahead", "time-ahead"),
        harness.getSideOutput(DeadLetters.TAG).stream()
            .map(letter -> Messages.header(letter.getValue(), DeadLetter.REASON))
            .toList());
  }

  @Test
  void anEmbeddingOfTheModelThatRunsIsMadeAUnitVector() throws Exception {
    FeedbackArrival read =
        read("{\"id\":\"i\",\"values\":{\"bird\":\"owl\"},"
                + "\"embedding\":[3,-4],\"model\":\"sha256:one\"}")
            .extractOutputValues()
            .get(0);
    assertEquals("default/i", read.key());
    assertEquals("sha256:one", read.model());
    assertArrayEquals(new float[] {0.6f, -0.8f}, read.vector());
  }

  @Test
  void anEmbeddingOfAnotherModelOrLengthIsADeadLetter() throws Exception {
    var harness =
        read(
            "{\"id\":\"i\",\"values\":{\"b\":\"o\"},\"embedding\":[3,4],\"model\":\"sha256:two\"}",
            "{\"id\":\"i\",\"values\":{\"b\":\"o\"},\"embedding\":[3],\"model\":\"sha256:one\"}",
            "{\"id\":\"i\",\"values\":{}}");
    assertEquals(List.of(), harness.extractOutputValues());
    assertEquals(
        List.of("wrong-model", "wrong-dimension", "bad-values"),
        harness.getSideOutput(DeadLetters.TAG).stream()
            .map(letter -> Messages.header(letter.getValue(), DeadLetter.REASON))
            .toList());
  }
}
