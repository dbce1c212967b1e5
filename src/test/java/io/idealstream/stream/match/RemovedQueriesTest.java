package io.idealstream.stream.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.math.PlainMatrixProduct;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.inforce.Acknowledge;
import io.idealstream.stream.inforce.Items;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.wire.ConceptMean;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** Queries that come and go leave nothing behind, from where they are embedded to their status. */
class RemovedQueriesTest {

  private static final int MAX_PARALLELISM = 720;
  private static final int MANY = 10_000;

  /** What a query takes in state that embedding, matching and acknowledging keep of it at least. */
  private static final int BYTES_OF_A_QUERY = 100;

  /** One subtask each of what a query passes through. */
  private static final class Pipeline implements AutoCloseable {

    private final KeyedTwoInputStreamOperatorTestHarness<
            String, QueryArrival, NamedVectors, QueryInForce>
        prepare;
    private final KeyedTwoInputStreamOperatorTestHarness<String, QueryInForce, Embedded, Hit> match;
    private final KeyedOneInputStreamOperatorTestHarness<String, Acknowledgement, Status>
        acknowledge;
    private final List<Status> statuses = new ArrayList<>();

    Pipeline(List<OperatorSubtaskState> snapshots, String... awaited) throws Exception {
      prepare =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new PrepareQueries(Vectors.model(Items.MODEL)),
              QueryArrival::id,
              null,
              Types.STRING,
              MAX_PARALLELISM,
              1,
              0);
      match =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new MatchQueries(
                  PlainMatrixProduct::new,
                  Shards.settings(new WaitingSettings(Set.of(awaited), 10))),
              QueryInForce::id,
              null,
              Types.STRING,
              MAX_PARALLELISM,
              1,
              0);
      acknowledge =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new Acknowledge()),
              Acknowledge.KEY,
              Types.STRING,
              MAX_PARALLELISM,
              1,
              0);
      for (int operator = 0; operator < operators().size(); operator++) {
        if (!snapshots.isEmpty()) {
          operators().get(operator).initializeState(snapshots.get(operator));
        }
        operators().get(operator).open();
      }
    }

    private List<AbstractStreamOperatorTestHarness<?>> operators() {
      return List.of(prepare, match, acknowledge);
    }

    void arrive(Query query) throws Exception {
      arrive(new QueryArrival(query.id(), query, null));
    }

    void reject(String id) throws Exception {
      arrive(new QueryArrival(id, null, "it is no JSON"));
    }

    void remove(String id) throws Exception {
      arrive(new QueryArrival(id, null, null));
    }

    private void arrive(QueryArrival arrival) throws Exception {
      prepare.processElement1(new StreamRecord<>(arrival));
      flow();
    }

    void name(NamedVectors change) throws Exception {
      prepare.processElement2(new StreamRecord<>(change));
      flow();
    }

    void item(String id) throws Exception {
      match.processElement2(new StreamRecord<>(Items.image(id, 1, 0, 0)));
    }

    /** Hits since the last call, as {@code query@version/item}. */
    List<String> hits() throws Exception {
      match.setProcessingTime(match.getProcessingTime() + Shards.BATCHES.age().toMillis());
      List<String> hits =
          match.extractOutputValues().stream()
              .map(hit -> hit.query() + "@" + hit.queryVersion() + "/" + hit.id())
              .toList();
      match.getOutput().clear();
      return hits;
    }

    void pass(long millis) throws Exception {
      for (var operator : operators()) {
        operator.setProcessingTime(operator.getProcessingTime() + millis);
      }
      flow();
    }

    private void flow() throws Exception {
      for (QueryInForce change : prepare.extractOutputValues()) {
        match.processElement1(new StreamRecord<>(change));
      }
      prepare.getOutput().clear();
      for (Acknowledgement word : side(match, MatchQueries.ACKNOWLEDGEMENTS)) {
        acknowledge.processElement(new StreamRecord<>(word));
      }
      statuses.addAll(side(prepare, PrepareQueries.STATUS));
      statuses.addAll(acknowledge.extractOutputValues());
      acknowledge.getOutput().clear();
    }

    private static <T> List<T> side(
        AbstractStreamOperatorTestHarness<?> operator, OutputTag<T> tag) {
      List<T> values = new ArrayList<>();
      Queue<StreamRecord<T>> said = operator.getSideOutput(tag);
      while (said != null && !said.isEmpty()) {
        values.add(said.remove().getValue());
      }
      return values;
    }

    /** Statuses since the last call. */
    List<Status> statuses() {
      List<Status> since = List.copyOf(statuses);
      statuses.clear();
      return since;
    }

    /** Entries in keyed state: of embedding, of matching and of acknowledging. */
    List<Integer> entries() {
      return List.of(
          prepare.numKeyedStateEntries(),
          match.numKeyedStateEntries(),
          acknowledge.numKeyedStateEntries());
    }

    List<OperatorSubtaskState> snapshots() throws Exception {
      match.getOperator().prepareSnapshotPreBarrier(1);
      flow();
      List<OperatorSubtaskState> snapshots = new ArrayList<>();
      for (var operator : operators()) {
        snapshots.add(AbstractStreamOperatorTestHarness.repackageState(operator.snapshot(1, 1)));
      }
      return snapshots;
    }

    List<Long> bytes() throws Exception {
      return snapshots().stream().map(OperatorSubtaskState::getStateSize).toList();
    }

    int timers() {
      return operators().stream()
          .mapToInt(task -> task.numEventTimeTimers() + task.numProcessingTimeTimers())
          .sum();
    }

    @Override
    public void close() throws Exception {
      for (var operator : operators()) {
        operator.close();
      }
    }
  }

  private static Pipeline start(String... awaited) throws Exception {
    return new Pipeline(List.of(), awaited);
  }

  private static void passTheHour(Pipeline pipeline) throws Exception {
    pipeline.pass(RemovedNames.RETENTION.toMillis());
  }

  private static Query ending(String id) {
    return Queries.query(id, "east", 0.5, null, Instant.parse("2126-01-01T00:00:00Z"));
  }

  /** A query with a term of a concept. */
  private static Query shirt(String id) {
    return Queries.terms(id, null, List.of(Queries.concept("shirt", ConceptMean.KEPT)), null);
  }

  private static NamedVectors concept(String name, long version) {
    List<String> names =
        Arrays.stream(ConceptMean.values()).map(mean -> NamedVectors.concept(name, mean)).toList();
    long[] versions = new long[names.size()];
    Arrays.fill(versions, version);
    float[] vectors = new float[version == NamedVectors.GONE ? 0 : 3 * names.size()];
    for (int i = 0; i < vectors.length; i += 3) {
      vectors[i] = 1;
    }
    return new NamedVectors(
        NamedVectors.concept(name), null, Items.MODEL, names, versions, vectors);
  }

  @Test
  void tenThousandQueriesThatCameAndWentLeaveStateAsItWas() throws Exception {
    try (Pipeline pipeline = start()) {
      pipeline.arrive(Queries.text("stays", "east"));
      List<Integer> entries = pipeline.entries();
      List<Long> bytes = pipeline.bytes();
      for (int q = 0; q < MANY; q++) {
        pipeline.arrive(ending("q-" + q));
      }
      pipeline.bytes().forEach(size -> assertTrue(size > MANY * BYTES_OF_A_QUERY, size + " bytes"));
      assertEquals(MANY, pipeline.timers(), "when each of them ends");
      for (int q = 0; q < MANY; q++) {
        pipeline.remove("q-" + q);
      }
      assertEquals(2 * MANY, pipeline.entries().get(0) - entries.get(0), "the hour is not over");
      assertEquals(entries.subList(1, 3), pipeline.entries().subList(1, 3), "forgotten at once");
      passTheHour(pipeline);
      assertEquals(entries, pipeline.entries());
      assertEquals(bytes, pipeline.bytes());
      assertEquals(0, pipeline.timers());
    }
  }

  @Test
  void aQueryThatComesBackIsMatchedUnderAHigherVersion() throws Exception {
    try (Pipeline pipeline = start()) {
      pipeline.arrive(Queries.query("q", "east", 0.5, null, null));
      pipeline.arrive(Queries.query("q", "east", 0.6, null, null));
      pipeline.remove("q");
      passTheHour(pipeline);
      pipeline.statuses();
      pipeline.arrive(Queries.query("q", "east", 0.5, null, null));
      pipeline.item("1");
      assertEquals(List.of("q@3/1"), pipeline.hits());
      pipeline.snapshots();
      assertEquals(
          List.of(3L), pipeline.statuses().stream().map(Status::version).toList(), "active");
    }
  }

  @Test
  void rejectedQueriesAreKnownWhileTheyAreInTheTopicAndForgottenWithIt() throws Exception {
    List<OperatorSubtaskState> snapshots;
    try (Pipeline pipeline = start()) {
      for (int q = 0; q < 100; q++) {
        pipeline.reject("rejected-" + q);
      }
      assertEquals(List.of(0, 100, 0), pipeline.entries());
      snapshots = pipeline.snapshots();
    }
    try (Pipeline pipeline = new Pipeline(snapshots, "rejected-7")) {
      pipeline.arrive(Queries.query("q", "east", 0.5, null, null));
      pipeline.item("1");
      assertEquals(List.of("q@1/1"), pipeline.hits(), "nothing waits for what will not come");
      pipeline.remove("q");
      for (int q = 0; q < 100; q++) {
        pipeline.remove("rejected-" + q);
        pipeline.remove("never-there-" + q);
      }
      passTheHour(pipeline);
      assertEquals(List.of(0, 1, 0), pipeline.entries(), "that which items may still wait for");
      snapshots = pipeline.snapshots();
    }
    try (Pipeline pipeline = new Pipeline(snapshots)) {
      assertEquals(List.of(0, 0, 0), pipeline.entries());
    }
  }

  @Test
  void whatTheQueriesOfTheStartLeaveIsForgottenByTheNextStart() throws Exception {
    List<OperatorSubtaskState> snapshots;
    try (Pipeline pipeline = start("a", "b")) {
      pipeline.arrive(ending("a"));
      pipeline.arrive(ending("b"));
      pipeline.remove("a");
      passTheHour(pipeline);
      snapshots = pipeline.snapshots();
    }
    try (Pipeline pipeline = new Pipeline(snapshots, "a", "b")) {
      pipeline.item("1");
      assertEquals(List.of("b@1/1"), pipeline.hits(), "a failure: nothing waits for it");
      snapshots = pipeline.snapshots();
    }
    try (Pipeline pipeline = new Pipeline(snapshots, "b")) {
      assertEquals(List.of(1, 1, 1), pipeline.entries());
    }
  }

  @Test
  void aQueryThatWasRemovedWhileItWaitedForAConceptLeavesNothing() throws Exception {
    try (Pipeline pipeline = start()) {
      List<Long> bytes = pipeline.bytes();
      pipeline.name(concept("shirt", 1));
      for (int q = 0; q < 100; q++) {
        pipeline.arrive(shirt("q-" + q));
      }
      pipeline.name(concept("shirt", NamedVectors.GONE));
      assertEquals(List.of(100, 100, 0), pipeline.entries(), "all wait");
      for (int q = 0; q < 100; q++) {
        pipeline.remove("q-" + q);
      }
      passTheHour(pipeline);
      assertEquals(List.of(0, 0, 0), pipeline.entries());
      assertEquals(bytes, pipeline.bytes(), "nor the concept");
    }
  }

  @Test
  void aQueryThatIsInForceAgainUnderItsVersionSaysSo() throws Exception {
    try (Pipeline pipeline = start()) {
      pipeline.name(concept("shirt", 1));
      pipeline.arrive(shirt("q"));
      pipeline.snapshots();
      assertEquals(List.of("1 active"), said(pipeline));
      pipeline.name(concept("shirt", NamedVectors.GONE));
      pipeline.snapshots();
      assertEquals(List.of("1 disabled"), said(pipeline));
      pipeline.name(concept("shirt", 2));
      pipeline.snapshots();
      assertEquals(List.of("1 active"), said(pipeline));
    }
  }

  private static List<String> said(Pipeline pipeline) {
    return pipeline.statuses().stream()
        .map(status -> status.version() + " " + status.state().code())
        .toList();
  }

  @Test
  void aRemovedQueryThatWaitsForAConceptAgainIsNotForgotten() throws Exception {
    try (Pipeline pipeline = start()) {
      pipeline.arrive(shirt("q"));
      pipeline.remove("q");
      pipeline.arrive(shirt("q"));
      passTheHour(pipeline);
      pipeline.statuses();
      pipeline.name(concept("shirt", 1));
      pipeline.item("1");
      assertEquals(List.of("q@2/1"), pipeline.hits());
      assertEquals(StatusState.ACTIVE, pipeline.statuses().get(0).state());
    }
  }
}
