package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TermInForce;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries that name words and concepts. Text "east" is (1, 0, 0), "north" (0, 1, 0). */
class FollowNamesTest {

  private static final String MODEL = "sha256:model";
  private static final String OWL = "birds/bird/owl";
  private static final int MAX_PARALLELISM = 720;

  private KeyedTwoInputStreamOperatorTestHarness<String, QueryArrival, NamedVectors, QueryInForce>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(Vectors.model(MODEL), 1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aWordIsAddedAsItStandsAndNotNormalised() throws Exception {
    tell(words("prompts", 4, "prompts", 0, 0.75f, 0));
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    QueryInForce inForce = onlyOne();
    assertArrayEquals(new float[] {0.8f, 0.6f, 0}, inForce.vector(), 1e-6f);
    assertEquals(4, inForce.words());
    assertEquals(Map.of(), inForce.concepts());
    assertEquals(1, inForce.version());
    assertEquals(List.of(), inForce.terms(), "nobody asked for an explanation");
  }

  @Test
  void aQueryWaitsForItsWordAndIsThenInForceOfItself() throws Exception {
    arrive(plus("q", "east", Queries.word(OWL, Source.IMAGES, 2.0)));
    QueryInForce none = onlyOne();
    assertNull(none.query(), "images must not wait for it");
    assertEquals(0, none.version());
    Status waits = onlyStatus();
    assertEquals(StatusState.DISABLED, waits.state());
    assertEquals(1, waits.version());
    assertEquals("waits for word birds/bird/owl: there is no space birds", waits.detail());

    tell(words("prompts", 1, "prompts", 1, 0, 0));
    assertEquals(
        "waits for word birds/bird/owl: space birds has none of that name from images",
        onlyStatus().detail());
    out();
    tell(words("images", 2, "prompts", 0, 0.5f, 0));
    QueryInForce inForce = onlyOne();
    assertArrayEquals(unit(1, 1, 0), inForce.vector(), 1e-6f);
    assertEquals(1, inForce.version());
    assertEquals(2, inForce.words());
    assertEquals(List.of(), statuses(), "matching acknowledges it");
  }

  /** Words are there a while after a start; what is asked for later is told at once. */
  @Test
  void theLogTellsOfAQueryThatStillWaitsAndAgainAfterARestart() throws Exception {
    try (LogLines lines = LogLines.of(NamesAwaited.class)) {
      arrive(plus("soon", "east", Queries.word(OWL, null, null)));
      arrive(plus("wrong", "east", Queries.word("birds/bird/owwl", null, null)));
      tell(words("prompts", 4, "prompts", 0, 0.75f, 0));
      harness.setProcessingTime(NamesAwaited.PATIENCE - 1);
      assertEquals(List.of(), lines.now());
      harness.setProcessingTime(NamesAwaited.PATIENCE);
      String wrong =
          "The query wrong waits for word birds/bird/owwl: space birds has none of that name from"
              + " prompts; did you mean birds/bird/owl?";
      assertEquals(List.of(wrong), lines.now());
      arrive(plus("later", "east", Queries.concept("my-shirt", null)));
      String later = "The query later waits for concept my-shirt: it was not taught";
      assertEquals(List.of(wrong, later), lines.now());
      restart(Vectors.model(MODEL));
      harness.setProcessingTime(NamesAwaited.PATIENCE);
      assertEquals(List.of(later, later, wrong, wrong), lines.now().stream().sorted().toList());
    }
  }

  @Test
  void everythingThatIsMissingIsNamed() throws Exception {
    arrive(
        Queries.terms(
            "q",
            "east",
            List.of(Queries.concept("my-shirt", null)),
            List.of(Queries.word(OWL, null, null))));
    assertEquals(
        "waits for concept my-shirt: it was not taught; "
            + "and for word birds/bird/owl: there is no space birds",
        onlyStatus().detail());
  }

  @Test
  void anUnknownConceptMeanSaysWhatItWasNotTaught() throws Exception {
    tell(concept("my-shirt", 3, ConceptMean.KEPT, 0, 1, 0));
    tell(
        new NamedVectors(
            NamedVectors.concept("my-shirt"),
            null,
            MODEL,
            List.of(NamedVectors.concept("my-shirt", ConceptMean.REMOVED)),
            new long[] {NamedVectors.OPEN},
            new float[3]));
    arrive(plus("q", "east", Queries.concept("my-shirt", null)));
    assertEquals(
        "waits for concept my-shirt: mean removed asks for images that it was not taught yet",
        onlyStatus().detail());
    out();
    arrive(plus("kept", "east", Queries.concept("my-shirt", ConceptMean.KEPT)));
    QueryInForce kept = onlyOne();
    assertArrayEquals(unit(1, 1, 0), kept.vector(), 1e-6f);
    assertEquals(Map.of("my-shirt", 3L), kept.concepts());
    assertEquals(0, kept.words());
  }

  @Test
  void aChangedWordGivesANewVectorUnderTheSameVersionAndEmbedsNothing() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    arrive(Queries.text("text", "north"));
    out();
    restart(() -> new Forgetful(MODEL));
    tell(words("prompts", 2, "prompts", 0, 0, 1));
    QueryInForce followed = onlyOne();
    assertEquals("q", followed.id());
    assertEquals(1, followed.version());
    assertEquals(2, followed.words());
    assertArrayEquals(unit(1, 0, 1), followed.vector(), 1e-6f);
    assertEquals(List.of(), statuses());
  }

  @Test
  void whatASnapshotInterruptedIsDoneAfterTheRestart() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    for (int q = 0; q < 3000; q++) {
      arrive(plus("q-" + q, "east", Queries.word(OWL, null, null)));
    }
    out();
    tell(words("prompts", 2, "prompts", 0, 0, 1));
    int first = out().size();
    assertTrue(first > 0 && first < 3000, first + " at once: barriers could not pass");
    restart(() -> new Forgetful(MODEL));
    harness.getOperator().finish();
    List<QueryInForce> rest = out();
    assertEquals(3000, first + rest.size());
    assertTrue(rest.stream().allMatch(query -> query.words() == 2));
  }

  @Test
  void aQueryWithoutASourceFollowsTheOneThatLabels() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    arrive(plus("fixed", "east", Queries.word(OWL, Source.PROMPTS, null)));
    out();
    tell(words("images", 2, "prompts", 0, 0, 1));
    assertEquals(List.of(), out(), "prompts label still");
    tell(new NamedVectors(birds(), "images", MODEL, List.of(), new long[0], new float[0]));
    QueryInForce followed = onlyOne();
    assertEquals("q", followed.id());
    assertArrayEquals(unit(1, 0, 1), followed.vector(), 1e-6f);
  }

  @Test
  void aWordThatIsOpenForNowLeavesWhatIsInForce() throws Exception {
    tell(words("images", 1, "images", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, Source.IMAGES, null)));
    out();
    tell(words("images", NamedVectors.OPEN, "prompts", 0, 0, 0));
    assertEquals(List.of(), out());
    assertEquals(List.of(), statuses());
    arrive(plus("late", "east", Queries.word(OWL, Source.IMAGES, null)));
    assertEquals(
        "waits for word birds/bird/owl: images do not determine it yet", onlyStatus().detail());
    out();
    tell(words("images", 5, "images", 0, 0, 1));
    assertEquals(2, out().stream().filter(query -> query.words() == 5).count());
  }

  @Test
  void aQueryWhoseWordIsGoneIsDisabledUntilItIsBack() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    out();
    tell(words("prompts", NamedVectors.GONE, null, 0, 0, 0));
    assertEquals(List.of(0L), out().stream().map(QueryInForce::version).toList());
    Status disabled = onlyStatus();
    assertEquals(StatusState.DISABLED, disabled.state());
    assertEquals(1, disabled.version());
    assertEquals("waits for word birds/bird/owl: there is no space birds", disabled.detail());
    restart(() -> new Forgetful(MODEL));
    tell(words("prompts", 7, "prompts", 0, 0, 1));
    QueryInForce back = onlyOne();
    assertEquals(1, back.version());
    assertArrayEquals(unit(1, 0, 1), back.vector(), 1e-6f);
  }

  @Test
  void aWordThatIsOpenIsLostWithItsValue() throws Exception {
    tell(words("images", 1, "prompts", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, Source.IMAGES, null)));
    tell(words("images", NamedVectors.OPEN, "prompts", 0, 0, 0));
    out();
    tell(words("prompts", NamedVectors.GONE, "prompts", 0, 0, 0));
    assertEquals(List.of(0L), out().stream().map(QueryInForce::version).toList());
  }

  @Test
  void aChangeThatWaitsLeavesWhatIsInForceAndMayBeTakenBack() throws Exception {
    arrive(Queries.text("q", "east"));
    out();
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    assertEquals(List.of(), out());
    Status waits = onlyStatus();
    assertEquals(2, waits.version());
    assertTrue(waits.detail().endsWith("no space birds; version 1 stays in force"));
    arrive(Queries.text("q", "east"));
    Status back = onlyStatus();
    assertEquals(StatusState.ACTIVE, back.state());
    assertEquals(1, back.version());
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    assertEquals(List.of(), out());
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    assertEquals(3, onlyOne().version());
  }

  @Test
  void whatIsInForceFollowsWhileAChangeOfItWaits() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    arrive(plus("q", "east", Queries.concept("my-shirt", null)));
    out();
    tell(words("prompts", 2, "prompts", 0, 0, 1));
    assertEquals(1, onlyOne().version());
    tell(concept("my-shirt", 1, ConceptMean.REMOVED, 0, 1, 0));
    QueryInForce changed = onlyOne();
    assertEquals(2, changed.version());
    assertArrayEquals(unit(1, 1, 0), changed.vector(), 1e-6f);
    tell(words("prompts", 3, "prompts", 0, 1, 1));
    assertEquals(List.of(), out(), "it hangs on the word no more");
  }

  @Test
  void aQueryThatIsRemovedWhileItWaitsComesNoMore() throws Exception {
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    out();
    statuses();
    harness.processElement1(new StreamRecord<>(new QueryArrival("q", null, null)));
    assertEquals("removed before it was in force", onlyStatus().detail());
    assertNull(onlyOne().query());
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    assertEquals(List.of(), out());
  }

  @Test
  void termsThatCancelForNowWaitUntilTheyNoLongerDo() throws Exception {
    tell(words("prompts", 1, "prompts", 1, 0, 0));
    arrive(Queries.terms("q", "east", null, List.of(Queries.word(OWL, null, null))));
    assertTrue(onlyStatus().detail().contains("cancel each other"));
    out();
    tell(words("prompts", 2, "prompts", 0, 1, 0));
    assertArrayEquals(unit(1, -1, 0), onlyOne().vector(), 1e-6f);
  }

  @Test
  void anExplainedQueryCarriesItsTerms() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 0.5f, 0));
    Query plain = plus("q", "east", Queries.word(OWL, Source.PROMPTS, 3.0));
    arrive(
        new Query(
            "q",
            plain.text(),
            plain.plus(),
            List.of(Queries.term("up", null)),
            0.9,
            null,
            null,
            null,
            null,
            null,
            true,
            null,
            null));
    List<TermInForce> terms = onlyOne().terms();
    assertEquals(
        List.of("text:east", "word(prompts):birds/bird/owl", "text:up"),
        terms.stream().map(TermInForce::name).toList());
    assertEquals(List.of(1.0, 3.0, -1.0), terms.stream().map(TermInForce::scale).toList());
    assertArrayEquals(new float[] {0, 0.5f, 0}, terms.get(1).vector());
  }

  @Test
  void afterARestartWithAnotherModelAQueryWaitsForTheWordsOfThatModel() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    arrive(plus("q", "east", Queries.word(OWL, null, null)));
    out();
    restart(Vectors.model("sha256:new"));
    harness.setProcessingTime(1);
    assertEquals(List.of(0L), out().stream().map(QueryInForce::version).toList());
    assertTrue(onlyStatus().detail().endsWith("it is of model " + MODEL));
    tell(
        new NamedVectors(
            birds(),
            "prompts",
            "sha256:new",
            List.of(NamedVectors.word("birds", Source.PROMPTS, "bird", "owl")),
            new long[] {2},
            new float[] {0, 0, 1}));
    QueryInForce back = onlyOne();
    assertEquals(1, back.version());
    assertEquals("sha256:new", back.model());
    assertArrayEquals(unit(1, 0, 1), back.vector(), 1e-6f);
  }

  @Test
  void rescalingMovesQueriesAndEverySubtaskKnowsTheWords() throws Exception {
    tell(words("prompts", 1, "prompts", 0, 1, 0));
    for (int q = 0; q < 20; q++) {
      arrive(plus("q-" + q, "east", Queries.word(OWL, null, null)));
    }
    OperatorSubtaskState snapshot =
        AbstractStreamOperatorTestHarness.repackageState(harness.snapshot(1, 1));
    Map<String, Long> followed = new HashMap<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      var task = harness(() -> new Forgetful(MODEL), 3, subtask);
      task.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              snapshot, MAX_PARALLELISM, 1, 3, subtask));
      task.open();
      task.processElement2(new StreamRecord<>(words("images", 2, "images", 0, 0, 1)));
      task.getOperator().finish();
      for (QueryInForce query : task.extractOutputValues()) {
        assertEquals(
            subtask,
            KeyGroupRangeAssignment.assignKeyToParallelOperator(query.id(), MAX_PARALLELISM, 3));
        followed.merge(query.id(), query.words(), (one, two) -> -1L);
      }
      task.close();
    }
    assertEquals(20, followed.size());
    assertTrue(followed.values().stream().allMatch(words -> words == 2), followed.toString());
  }

  private static String birds() {
    return NamedVectors.space("birds");
  }

  private static NamedVectors words(
      String source, long version, String labelling, float... vector) {
    return new NamedVectors(
        birds(),
        labelling,
        MODEL,
        List.of(NamedVectors.word("birds", source, "bird", "owl")),
        new long[] {version},
        vector);
  }

  private static NamedVectors concept(
      String name, long version, ConceptMean mean, float... vector) {
    return new NamedVectors(
        NamedVectors.concept(name),
        null,
        MODEL,
        List.of(NamedVectors.concept(name, mean)),
        new long[] {version},
        vector);
  }

  private static float[] unit(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    return new float[] {(float) (x / length), (float) (y / length), (float) (z / length)};
  }

  private static Query plus(String id, String text, Term term) {
    return Queries.terms(id, text, List.of(term), null);
  }

  private void arrive(Query query) throws Exception {
    harness.processElement1(new StreamRecord<>(new QueryArrival(query.id(), query, null)));
  }

  private void tell(NamedVectors change) throws Exception {
    harness.processElement2(new StreamRecord<>(change));
  }

  private List<QueryInForce> out() {
    List<QueryInForce> out = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return out;
  }

  private QueryInForce onlyOne() {
    List<QueryInForce> out = out();
    assertEquals(1, out.size(), out.toString());
    return out.get(0);
  }

  private List<Status> statuses() {
    List<Status> statuses = new ArrayList<>();
    var side = harness.getSideOutput(PrepareQueries.STATUS);
    while (side != null && !side.isEmpty()) {
      statuses.add(side.remove().getValue());
    }
    return statuses;
  }

  private Status onlyStatus() {
    List<Status> statuses = statuses();
    assertEquals(1, statuses.size(), statuses.toString());
    return statuses.get(0);
  }

  private void restart(TextEmbedding.Opening opening) throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(opening, 1, 0);
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, QueryArrival, NamedVectors, QueryInForce>
      harness(TextEmbedding.Opening opening, int parallelism, int subtask) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new PrepareQueries(opening),
        QueryArrival::id,
        null,
        Types.STRING,
        MAX_PARALLELISM,
        parallelism,
        subtask);
  }
}
