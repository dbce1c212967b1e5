package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.embed.GivenModel;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries whose texts somebody else embeds. */
class AwaitedTextsTest {

  private static final String MODEL = "openai/clip";
  private static final GivenModel GIVEN = new GivenModel(MODEL, 3, 100, null, null, false);
  private static final long PATIENCE = 5000;
  private static final long QUIET = 1000;

  private KeyedTwoInputStreamOperatorTestHarness<String, QueryArrival, NamedVectors, QueryInForce>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aQueryWaitsForItsTextsAndComesIntoForceWithThem() throws Exception {
    harness.setProcessingTime(PATIENCE);
    arrive(Queries.terms("q", "east", List.of(Queries.term("north", 2.0)), null));
    Status waiting = said().get(0);
    assertEquals(StatusState.WAITING, waiting.state());
    assertEquals(1, waiting.version());
    assertEquals("waits for vectors of 2 texts: \"east\", \"north\"", waiting.detail());
    assertNull(inForce().get(0).query(), "images need not wait for it");

    text("east", 1, 0, 0);
    assertEquals("waits for the vector of a text: \"north\"", said().get(1).detail());
    text("north", 0, 1, 0);
    QueryInForce after = inForce().get(inForce().size() - 1);
    assertEquals(1, after.version());
    assertArrayEquals(
        new float[] {(float) Math.sqrt(0.2), (float) Math.sqrt(0.8), 0}, after.vector(), 1e-6f);
    assertEquals(2, said().size());
  }

  @Test
  void textsThatComeWithTheStartAreAwaitedInSilence() throws Exception {
    arrive(Queries.text("q", "east"));
    text("east", 1, 0, 0);
    harness.setProcessingTime(2 * PATIENCE);
    assertEquals(List.of(), said());
    assertEquals(1, inForce().size());
  }

  @Test
  void whatWaitsOutlivesARestart() throws Exception {
    arrive(Queries.text("q", "east"));
    restart();
    harness.setProcessingTime(PATIENCE + 1);
    assertEquals(List.of(StatusState.WAITING), said().stream().map(Status::state).toList());
    text("east", 1, 0, 0);
    assertArrayEquals(new float[] {1, 0, 0}, inForce().get(inForce().size() - 1).vector());
  }

  @Test
  void textsOutliveARestart() throws Exception {
    text("east", 1, 0, 0);
    restart();
    arrive(Queries.text("q", "east"));
    assertEquals(1, inForce().size());
  }

  @Test
  void whatIsInForceStaysWhileAChangeWaits() throws Exception {
    harness.setProcessingTime(PATIENCE);
    text("east", 1, 0, 0);
    arrive(Queries.text("q", "east"));
    arrive(Queries.text("q", "north"));
    assertEquals(
        "waits for the vector of a text: \"north\"; version 1 stays in force",
        said().get(0).detail());
    text("north", 0, 1, 0);
    assertEquals(2, inForce().get(inForce().size() - 1).version());
  }

  @Test
  void aQueryOfWordsAndTextsWaitsForBoth() throws Exception {
    harness.setProcessingTime(PATIENCE);
    Query query =
        Queries.terms(
            "q", "east", List.of(Queries.word("birds/bird/duck", Source.PROMPTS, null)), null);
    arrive(query);
    assertEquals(StatusState.WAITING, said().get(0).state());
    text("east", 1, 0, 0);
    assertEquals(StatusState.DISABLED, said().get(1).state());
    word(7, 0, 0, 1);
    QueryInForce after = newest();
    assertArrayEquals(new float[] {1, 0, 1}, scaled(after.vector()), 1e-6f);
    assertEquals(7, after.words());
  }

  @Test
  void aTextThatChangesRenewsTheQueryThatIsOfIt() throws Exception {
    harness.setProcessingTime(PATIENCE);
    text("east", 1, 0, 0);
    text("north", 0, 1, 0);
    arrive(Queries.text("q", "east"));
    arrive(Queries.text("other", "north"));
    text("east", 0, 0, 1);
    assertEquals(2, inForce().size(), "more may come");
    pass(QUIET);
    assertEquals(3, inForce().size());
    assertEquals(2, newest().version());
    assertEquals("q", newest().id());
    assertArrayEquals(new float[] {0, 0, 1}, newest().vector());
    assertEquals(
        "vectors of its texts have changed: it is prepared anew; version 1 stays in force",
        said().get(0).detail());
  }

  @Test
  void aChangeOutlivesARestart() throws Exception {
    text("east", 1, 0, 0);
    arrive(Queries.text("q", "east"));
    text("east", 0, 0, 1);
    restart();
    pass(QUIET);
    assertEquals(1, inForce().size());
    assertEquals(2, newest().version());
    restart();
    pass(QUIET);
    assertEquals(List.of(), inForce(), "it has followed");
  }

  @Test
  void theSameVectorOrOneThatIsRemovedChangesNothing() throws Exception {
    text("east", 1, 0, 0);
    arrive(Queries.text("q", "east"));
    text("east", 1, 0, 0);
    text("east", (float[]) null);
    pass(2 * QUIET);
    text("east", 1, 0, 0);
    pass(2 * QUIET);
    assertEquals(1, inForce().size());
  }

  /** A word's change keeps the version, a text's gives the next one. */
  @Test
  void aQueryOfWordsAndTextsFollowsBoth() throws Exception {
    text("east", 1, 0, 0);
    word(7, 0, 0, 1);
    arrive(
        Queries.terms(
            "q", "east", List.of(Queries.word("birds/bird/duck", Source.PROMPTS, null)), null));
    text("east", 0, 1, 0);
    pass(QUIET);
    assertEquals(2, newest().version());
    assertArrayEquals(new float[] {0, 1, 1}, up(newest().vector()), 1e-6f);
    text("east", (float[]) null);
    word(8, 1, 0, 0);
    assertEquals(2, newest().version());
    assertEquals(8, newest().words());
    assertArrayEquals(
        new float[] {1, 1, 0}, up(newest().vector()), 1e-6f, "by the text that was removed");
  }

  /** With its largest number 1. */
  private static float[] up(float[] vector) {
    float largest = Math.max(vector[0], Math.max(vector[1], vector[2]));
    return new float[] {vector[0] / largest, vector[1] / largest, vector[2] / largest};
  }

  private QueryInForce newest() {
    return inForce().get(inForce().size() - 1);
  }

  private void pass(long millis) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + millis);
    harness.setProcessingTime(harness.getProcessingTime() + 1);
  }

  private void word(long version, float... vector) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new NamedVectors(
                NamedVectors.space("birds"),
                Source.PROMPTS.code(),
                MODEL,
                List.of(NamedVectors.word("birds", Source.PROMPTS, "bird", "duck")),
                new long[] {version},
                vector)));
  }

  private static float[] scaled(float[] vector) {
    return new float[] {1, vector[1] / vector[0], vector[2] / vector[0]};
  }

  private void arrive(Query query) throws Exception {
    harness.processElement1(new StreamRecord<>(new QueryArrival(query.id(), query, null)));
  }

  private void text(String text, float... vector) throws Exception {
    harness.processElement2(
        new StreamRecord<>(NamedVectors.ofText(Keys.text(MODEL, text), vector)));
  }

  private List<QueryInForce> inForce() {
    return harness.extractOutputValues();
  }

  private List<Status> said() {
    Queue<StreamRecord<Status>> said = harness.getSideOutput(PrepareQueries.STATUS);
    return said == null ? List.of() : said.stream().map(StreamRecord::getValue).toList();
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, QueryArrival, NamedVectors, QueryInForce>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new PrepareQueries(GIVEN.texts()), QueryArrival::id, null, Types.STRING, 720, 1, 0);
  }
}
