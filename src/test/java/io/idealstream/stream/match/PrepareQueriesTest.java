package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.TextEmbedding;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
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

class PrepareQueriesTest {

  private static final String MODEL = "sha256:model";
  private static final int MAX_PARALLELISM = 720;

  private KeyedTwoInputStreamOperatorTestHarness<String, QueryArrival, NamedVectors, QueryInForce>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness(MODEL, 1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aTextBecomesAVectorUnderTheFirstVersion() throws Exception {
    Query query = Queries.text("q", "east");
    arrive(query);
    QueryInForce inForce = onlyOne();
    assertEquals("q", inForce.id());
    assertEquals(1, inForce.version());
    assertEquals(query, inForce.query());
    assertEquals(MODEL, inForce.model());
    assertArrayEquals(new float[] {1, 0, 0}, inForce.vector());
  }

  @Test
  void termsAreAddedAndTakenAwayByTheirScales() throws Exception {
    arrive(
        Queries.terms(
            "q",
            "east",
            List.of(Queries.term("north", 2.0)),
            List.of(Queries.term("up", null), Queries.term("up", 1.0))));
    assertArrayEquals(new float[] {1 / 3f, 2 / 3f, -2 / 3f}, onlyOne().vector(), 1e-6f);
    arrive(Queries.terms("q", null, List.of(Queries.term("up", 3.0)), null));
    assertArrayEquals(new float[] {0, 0, 1}, onlyOne().vector(), 1e-6f);
  }

  @Test
  void theVersionRisesOnlyWithTheContentAndNeverFalls() throws Exception {
    arrive(Queries.text("q", "east"));
    arrive(Queries.text("q", "east"));
    assertEquals(1, onlyOne().version());
    arrive(Queries.text("q", "north"));
    assertEquals(2, onlyOne().version());
    remove("q");
    QueryInForce gone = onlyOne();
    assertEquals(2, gone.version());
    assertNull(gone.query());
    assertNull(gone.vector());
    arrive(Queries.text("q", "north"));
    assertEquals(3, onlyOne().version());
  }

  @Test
  void aRemovalOfWhatNeverWasIsPassedOnSinceSomebodyMayWait() throws Exception {
    remove("q");
    assertTrue(onlyOne().isRemoval());
  }

  @Test
  void whatCannotBeReadIsRejectedAndMatchingHearsThatNothingWillCome() throws Exception {
    harness.processElement1(new StreamRecord<>(new QueryArrival("q", null, "it is no JSON")));
    assertEquals("it is no JSON", onlyRejection().detail());
    QueryInForce none = onlyOne();
    assertNull(none.query());
    assertEquals(0, none.version());
    assertFalse(none.isRemoval());
  }

  @Test
  void aBadChangeLeavesWhatIsInForce() throws Exception {
    arrive(Queries.text("q", "east"));
    onlyOne();
    harness.processElement1(new StreamRecord<>(new QueryArrival("q", null, "it is no JSON")));
    arrive(Queries.text("q", Vectors.NO_VECTOR));
    List<Status> rejections = rejections();
    assertEquals("it is no JSON; version 1 stays in force", rejections.get(0).detail());
    assertEquals(2, rejections.size());
    assertEquals(List.of(), out());
    arrive(Queries.text("q", "east"));
    assertEquals(List.of(), out(), "still the same");
  }

  @Test
  void oneFailingQueryDoesNotStopTheOthers() throws Exception {
    arrive(Queries.text("failing", Vectors.NO_VECTOR));
    arrive(Queries.text("breaking", Vectors.BREAKS));
    arrive(Queries.terms("empty", "east", null, List.of(Queries.term("east", null))));
    arrive(Queries.text("good", "east"));
    List<String> reasons = rejections().stream().map(Status::detail).toList();
    assertEquals(3, reasons.size());
    assertEquals("the text \"no vector\" cannot be embedded: it has no length", reasons.get(0));
    assertTrue(reasons.get(1).startsWith("it cannot be made a vector: "), reasons.get(1));
    assertTrue(reasons.get(2).startsWith("its terms cancel each other"), reasons.get(2));
    List<QueryInForce> out = out();
    assertEquals("good", out.get(3).id());
    assertEquals(1, out.get(3).version());
  }

  @Test
  void aRestartKeepsVersionsAndEmbedsNothingAgain() throws Exception {
    arrive(Queries.text("q", "east"));
    out();
    restart(MODEL);
    harness.setProcessingTime(10);
    arrive(Queries.text("q", "east"));
    assertEquals(List.of(), out());
    arrive(Queries.text("q", "up"));
    assertEquals(2, onlyOne().version());
  }

  @Test
  void afterARestartWithAnotherModelEveryQueryIsEmbeddedAgainUnderItsVersion() throws Exception {
    for (int q = 0; q < 40; q++) {
      arrive(Queries.text("q-" + q, "east"));
    }
    remove("q-39");
    out();
    restart("sha256:new");
    assertEquals(List.of(), out());
    arrive(Queries.text("q-5", "north"));
    assertEquals(2, onlyOne().version());
    harness.setProcessingTime(1);
    int first = out().size();
    assertTrue(first > 0 && first < 38, first + " at once: barriers could not pass");
    harness.getOperator().finish();
    List<QueryInForce> rest = out();
    assertEquals(38, first + rest.size(), "all but the removed one and the new one");
    for (QueryInForce query : rest) {
      assertEquals(1, query.version());
      assertEquals("sha256:new", query.model());
    }
  }

  @Test
  void aQueryThatTheNewModelCannotEmbedIsNoLongerInForce() throws Exception {
    arrive(Queries.text("q", "east"));
    out();
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(Forgetful::new, 1, 0);
    harness.initializeState(snapshot);
    harness.open();
    harness.setProcessingTime(1);
    Status rejected = onlyRejection();
    assertEquals(StatusState.REJECTED, rejected.state());
    String comesBack =
        "it has forgotten everything; version 1 comes back with a model that can embed it";
    assertEquals(comesBack, lastWords(rejected));
    assertEquals(List.of(0L), out().stream().map(QueryInForce::version).toList());
    arrive(Queries.text("q", "east"));
    assertEquals(comesBack, lastWords(onlyRejection()));
    out();
    restart(MODEL);
    harness.setProcessingTime(2);
    QueryInForce again = onlyOne();
    assertEquals(1, again.version());
    assertEquals(MODEL, again.model());
    assertEquals(List.of(), rejections());
  }

  private static String lastWords(Status status) {
    return status.detail().substring(status.detail().lastIndexOf(": ") + 2);
  }

  @Test
  void rescalingMovesEveryQueryWithItsVersion() throws Exception {
    for (int q = 0; q < 20; q++) {
      arrive(Queries.text("q-" + q, "east"));
    }
    OperatorSubtaskState snapshot =
        AbstractStreamOperatorTestHarness.repackageState(harness.snapshot(1, 1));
    Map<String, Long> versions = new HashMap<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      var task = harness(MODEL, 3, subtask);
      task.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              snapshot, MAX_PARALLELISM, 1, 3, subtask));
      task.open();
      for (int q = 0; q < 20; q++) {
        String id = "q-" + q;
        if (KeyGroupRangeAssignment.assignKeyToParallelOperator(id, MAX_PARALLELISM, 3)
            == subtask) {
          task.processElement1(
              new StreamRecord<>(new QueryArrival(id, Queries.text(id, "north"), null)));
        }
      }
      task.extractOutputValues().forEach(query -> versions.put(query.id(), query.version()));
      task.close();
    }
    assertEquals(20, versions.size());
    versions.forEach((id, version) -> assertEquals(2, version, id));
  }

  @Test
  void aForgottenQueryComesBackUnderAHigherVersionInWhateverSubtask() throws Exception {
    for (String text : List.of("east", "north", "up")) {
      arrive(Queries.text("much-changed", text));
    }
    arrive(Queries.text("q", "east"));
    remove("much-changed");
    remove("q");
    harness.setProcessingTime(RemovedNames.RETENTION.toMillis());
    assertEquals(0, harness.numKeyedStateEntries());
    OperatorSubtaskState one =
        AbstractStreamOperatorTestHarness.repackageState(harness.snapshot(1, 1));
    OperatorSubtaskState three = rescaled(one, 1, 3, "a");
    rescaled(three, 3, 2, "b");
  }

  /** The snapshot of the subtasks after some queries came to each of them. */
  private static OperatorSubtaskState rescaled(
      OperatorSubtaskState snapshot, int before, int after, String names) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[after];
    int came = 0;
    for (int subtask = 0; subtask < after; subtask++) {
      var task = harness(MODEL, after, subtask);
      task.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              snapshot, MAX_PARALLELISM, before, after, subtask));
      task.open();
      for (int q = 0; q < 20; q++) {
        String id = q == 0 && after == 3 ? "q" : names + q;
        if (KeyGroupRangeAssignment.assignKeyToParallelOperator(id, MAX_PARALLELISM, after)
            == subtask) {
          task.processElement1(
              new StreamRecord<>(new QueryArrival(id, Queries.text(id, "north"), null)));
          came++;
        }
      }
      task.extractOutputValues().forEach(query -> assertEquals(4, query.version(), query.id()));
      states[subtask] = task.snapshot(1, 1);
      task.close();
    }
    assertEquals(20, came);
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  private void arrive(Query query) throws Exception {
    harness.processElement1(new StreamRecord<>(new QueryArrival(query.id(), query, null)));
  }

  private void remove(String id) throws Exception {
    harness.processElement1(new StreamRecord<>(new QueryArrival(id, null, null)));
  }

  private List<QueryInForce> out() {
    List<QueryInForce> out = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return out;
  }

  private QueryInForce onlyOne() {
    List<QueryInForce> out = out();
    assertEquals(1, out.size());
    return out.get(0);
  }

  private List<Status> rejections() {
    List<Status> rejections = new ArrayList<>();
    var side = harness.getSideOutput(PrepareQueries.STATUS);
    while (side != null && !side.isEmpty()) {
      rejections.add(side.remove().getValue());
    }
    return rejections;
  }

  private Status onlyRejection() {
    List<Status> rejections = rejections();
    assertEquals(1, rejections.size());
    return rejections.get(0);
  }

  private void restart(String model) throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness(model, 1, 0);
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, QueryArrival, NamedVectors, QueryInForce>
      harness(String model, int parallelism, int subtask) throws Exception {
    return harness(Vectors.model(model), parallelism, subtask);
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
