package io.idealstream.stream.space;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.Observation;
import io.idealstream.estimate.PartialSum;
import io.idealstream.estimate.PartialSums;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.estimate.words.SpaceInForce;
import io.idealstream.stream.Acknowledgement;
import io.idealstream.stream.AnsweredItem;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.QueryArrival;
import io.idealstream.stream.QueryInForce;
import io.idealstream.stream.SpaceArrival;
import io.idealstream.stream.SpaceNews;
import io.idealstream.stream.feedback.MeasureQuality;
import io.idealstream.stream.inforce.Acknowledge;
import io.idealstream.stream.inforce.AnswerItems;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.stream.keyed.RemovedNames;
import io.idealstream.stream.label.LabelItems;
import io.idealstream.stream.match.PrepareQueries;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** Spaces that come and go leave nothing behind, in whatever operator they pass through. */
class RemovedSpacesTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMillis(10);
  private static final int MAX_PARALLELISM = 720;
  private static final int MANY = 1_000;
  private static final String SPACE =
      """
      space: %s
      templates: ["a {bird}"]
      plain: {bird: ["a {bird}"]}
      factors:
        bird: {role: label, values: {duck: ["duck"], owl: ["owl"]}}
      """;

  /** One subtask each of what a space passes through. */
  private static final class Pipeline implements AutoCloseable {

    private final KeyedOneInputStreamOperatorTestHarness<String, SpaceArrival, PreparedSpace>
        prepare;
    private final TwoInputStreamOperatorTestHarness<Embedded, PreparedSpace, Observation> observe;
    private final KeyedTwoInputStreamOperatorTestHarness<
            String, PartialSums, SpaceNews, SourceEstimate>
        accumulate;
    private final KeyedTwoInputStreamOperatorTestHarness<
            String, PreparedSpace, SourceEstimate, Outgoing>
        publish;
    private final KeyedTwoInputStreamOperatorTestHarness<
            String, AnsweredItem, PreparedSpace, Quality>
        measure;
    private final TwoInputStreamOperatorTestHarness<Embedded, SpaceInForce, Label> label;
    private final KeyedOneInputStreamOperatorTestHarness<String, Acknowledgement, Status>
        acknowledge;
    private final KeyedTwoInputStreamOperatorTestHarness<
            String, QueryArrival, NamedVectors, QueryInForce>
        queries;
    private final List<AbstractStreamOperatorTestHarness<?>> operators;
    private final List<Status> statuses = new ArrayList<>();
    private final List<WordsHead> heads = new ArrayList<>();

    Pipeline(List<OperatorSubtaskState> snapshots, String... awaited) throws Exception {
      WaitingSettings waiting = new WaitingSettings(Set.of(awaited), 10);
      prepare =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new PrepareSpaces(FakeTexts.tower(), BirdSpaces.EVERY_CELL, 100, 0),
              SpaceArrival::space,
              Types.STRING,
              MAX_PARALLELISM,
              1,
              0);
      observe = new TwoInputStreamOperatorTestHarness<>(new Observe(waiting));
      accumulate =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new Accumulate(INTERVAL, 100, 1, Histories.HOURS),
              Accumulate::key,
              null,
              Types.STRING);
      publish =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new PublishWords(Encoding.JSON, Histories.HOURS.grid(), 1, "test", 0),
              PreparedSpace::space,
              SourceEstimate::space,
              Types.STRING);
      measure =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new MeasureQuality(INTERVAL),
              AnsweredItem::space,
              PreparedSpace::space,
              Types.STRING);
      label = new TwoInputStreamOperatorTestHarness<>(new LabelItems(waiting));
      acknowledge =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(new Acknowledge()), Acknowledge.KEY, Types.STRING);
      queries =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new PrepareQueries(FakeTexts.tower()), QueryArrival::id, null, Types.STRING);
      operators =
          List.of(prepare, observe, accumulate, publish, measure, label, acknowledge, queries);
      for (int operator = 0; operator < operators.size(); operator++) {
        if (!snapshots.isEmpty()) {
          operators.get(operator).initializeState(snapshots.get(operator));
        }
        operators.get(operator).open();
      }
    }

    void arrive(SpaceArrival arrival) throws Exception {
      prepare.processElement(new StreamRecord<>(arrival));
      pass(1);
    }

    void pass(long millis) throws Exception {
      for (var operator : operators) {
        operator.setProcessingTime(operator.getProcessingTime() + millis);
        flow();
      }
    }

    /** A caption that names a value of a space. */
    void vote(String space, long version, String value) throws Exception {
      Observation vote =
          new Observation(
              space,
              version,
              "*",
              Source.CAPTIONS,
              "sha256:one",
              0,
              Map.of("bird", value),
              NOON,
              FakeTexts.vector(value));
      PartialSum sum = new PartialSum(PartialSum.Kind.of(vote, Histories.slice(vote)));
      sum.add(vote, vote.time().toEpochMilli());
      accumulate.processElement1(new StreamRecord<>(sum.toEvent()));
    }

    private void flow() throws Exception {
      for (PreparedSpace space : take(prepare)) {
        observe.processElement2(new StreamRecord<>(space));
        accumulate.processElement2(new StreamRecord<>(SpaceNews.of(space)));
        publish.processElement1(new StreamRecord<>(space));
        measure.processElement2(new StreamRecord<>(space));
      }
      for (SourceEstimate estimate : take(accumulate)) {
        publish.processElement2(new StreamRecord<>(estimate));
      }
      for (NamedVectors named : side(publish, PublishWords.NAMED)) {
        queries.processElement2(new StreamRecord<>(named));
      }
      for (SpaceInForce space : side(publish, PublishWords.IN_FORCE)) {
        label.processElement2(new StreamRecord<>(space));
      }
      for (Acknowledgement word : side(label, AnswerItems.ACKNOWLEDGEMENTS)) {
        acknowledge.processElement(new StreamRecord<>(word));
      }
      for (Outgoing message : take(publish)) {
        if (message.value() != null) {
          WordsRecord record = Topic.WORDS.decode(message.value(), Encoding.JSON);
          if (record instanceof WordsHead head) {
            heads.add(head);
          }
        }
      }
      side(publish, PublishWords.SCORES);
      statuses.addAll(side(prepare, PrepareSpaces.STATUS));
      statuses.addAll(take(acknowledge));
    }

    private static <T> List<T> take(AbstractStreamOperatorTestHarness<T> operator) {
      List<T> values = List.copyOf(operator.extractOutputValues());
      operator.getOutput().clear();
      return values;
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

    List<Status> statuses() {
      List<Status> since = List.copyOf(statuses);
      statuses.clear();
      return since;
    }

    WordsHead lastHead() {
      return heads.get(heads.size() - 1);
    }

    List<OperatorSubtaskState> snapshots() throws Exception {
      List<OperatorSubtaskState> snapshots = new ArrayList<>();
      for (var operator : operators) {
        snapshots.add(AbstractStreamOperatorTestHarness.repackageState(operator.snapshot(1, 1)));
      }
      return snapshots;
    }

    /** Of a snapshot of each operator, in the order of the stream. */
    List<Long> bytes() throws Exception {
      return snapshots().stream().map(OperatorSubtaskState::getStateSize).toList();
    }

    @Override
    public void close() {
      operators.forEach(Subtasks::end);
    }
  }

  private static SpaceArrival space(String name) {
    byte[] file = SPACE.formatted(name).getBytes(UTF_8);
    byte[] json = Topic.SPACES.encode(SpaceFile.read(name, file), Encoding.JSON);
    return new SpaceArrival(name, json, null);
  }

  private static void passTheHour(Pipeline pipeline) throws Exception {
    pipeline.pass(RemovedNames.RETENTION.toMillis());
  }

  @Test
  void aThousandSpacesThatCameAndWentLeaveStateAsItWas() throws Exception {
    try (Pipeline pipeline = new Pipeline(List.of())) {
      pipeline.arrive(space("stays"));
      List<Long> bytes = pipeline.bytes();
      for (int s = 0; s < MANY; s++) {
        String name = "space-" + s;
        pipeline.arrive(space(name));
        pipeline.vote(name, 1, "duck");
        pipeline.pass(INTERVAL.toMillis());
        pipeline.arrive(BirdSpaces.removal(name));
      }
      List<Long> before = pipeline.bytes();
      for (int operator : List.of(0, 2, 3, 4)) {
        assertTrue(before.get(operator) > bytes.get(operator) + MANY, "the hour is not over");
      }
      passTheHour(pipeline);
      assertEquals(bytes, pipeline.bytes());
    }
  }

  @Test
  void aSpaceThatComesBackHasHigherVersionsOfItselfAndOfItsWords() throws Exception {
    try (Pipeline pipeline = new Pipeline(List.of())) {
      pipeline.arrive(space("birds"));
      for (String value : List.of("duck", "owl", "duck")) {
        pipeline.vote("birds", 1, value);
        pipeline.pass(INTERVAL.toMillis());
      }
      long words = pipeline.lastHead().version();
      assertTrue(words > 2, "several estimates");
      pipeline.arrive(BirdSpaces.removal("birds"));
      passTheHour(pipeline);
      pipeline.statuses();
      pipeline.arrive(space("birds"));
      assertEquals(2, pipeline.lastHead().spaceVersion());
      assertEquals(words + 1, pipeline.lastHead().version());
      Status active = pipeline.statuses().get(0);
      assertEquals(StatusState.ACTIVE, active.state());
      assertEquals(2, active.version());
      pipeline.vote("birds", 2, "owl");
      pipeline.pass(INTERVAL.toMillis());
      assertEquals(words + 2, pipeline.lastHead().version(), "votes count again");
    }
  }

  @Test
  void rejectedSpacesAreKnownWhileTheyAreInTheTopicAndForgottenWithIt() throws Exception {
    List<OperatorSubtaskState> snapshots;
    List<Long> bytes;
    try (Pipeline pipeline = new Pipeline(List.of())) {
      bytes = pipeline.bytes();
      pipeline.arrive(space("was-good"));
      pipeline.arrive(BirdSpaces.removal("was-good"));
      for (String name : List.of("rejected", "was-good")) {
        pipeline.arrive(BirdSpaces.rejection(name, "it is no space"));
      }
      passTheHour(pipeline);
      snapshots = pipeline.snapshots();
    }
    for (String awaited : List.of("rejected", "was-good")) {
      try (Pipeline pipeline = new Pipeline(snapshots, awaited)) {
        pipeline.arrive(space("birds"));
        pipeline.label.processElement1(new StreamRecord<>(image()));
        pipeline.observe.processElement1(new StreamRecord<>(image()));
        assertEquals(1, pipeline.label.extractOutputValues().size(), "nothing waits");
        assertEquals(1, pipeline.observe.extractOutputValues().size(), "nothing waits");
      }
    }
    try (Pipeline pipeline = new Pipeline(snapshots)) {
      for (String name : List.of("rejected", "was-good", "never-there")) {
        pipeline.arrive(BirdSpaces.removal(name));
      }
      passTheHour(pipeline);
      assertEquals(bytes, pipeline.bytes());
    }
  }

  private static Embedded image() {
    return new Embedded(
        Modality.IMAGE,
        "1",
        "cam",
        NOON,
        "sha256:one",
        FakeTexts.vector("a duck"),
        null,
        Map.of("bird", List.of("duck")));
  }

  @Test
  void whatTheSpacesOfTheStartLeaveIsForgottenByTheNextStart() throws Exception {
    List<OperatorSubtaskState> snapshots;
    List<Long> bytes;
    try (Pipeline pipeline = new Pipeline(List.of(), "birds")) {
      bytes = pipeline.bytes();
      pipeline.arrive(space("birds"));
      pipeline.arrive(BirdSpaces.removal("birds"));
      passTheHour(pipeline);
      snapshots = pipeline.snapshots();
    }
    try (Pipeline pipeline = new Pipeline(snapshots, "birds")) {
      pipeline.arrive(space("others"));
      pipeline.label.processElement1(new StreamRecord<>(image()));
      assertEquals(1, pipeline.label.extractOutputValues().size(), "a failure: nothing waits");
    }
    try (Pipeline pipeline = new Pipeline(snapshots)) {
      assertEquals(bytes, pipeline.bytes());
    }
  }

  @Test
  void votesForASpaceOfWhichNoNewsComeAreGivenUp() throws Exception {
    try (Pipeline pipeline = new Pipeline(List.of())) {
      List<Long> bytes = pipeline.bytes();
      pipeline.vote("long-gone", 1, "duck");
      pipeline.pass(RemovedNames.RETENTION.toMillis() - 1);
      assertTrue(pipeline.bytes().get(2) > bytes.get(2), "the news may be on their way");
      pipeline.pass(1);
      assertEquals(bytes, pipeline.bytes());
    }
  }

  @Test
  void estimatesForASpaceOfWhichNoNewsComeAreGivenUp() throws Exception {
    try (Pipeline pipeline = new Pipeline(List.of());
        Pipeline other = new Pipeline(List.of())) {
      other.arrive(space("long-gone"));
      other.vote("long-gone", 1, "duck");
      other.accumulate.setProcessingTime(2 * INTERVAL.toMillis());
      SourceEstimate estimate = other.accumulate.extractOutputValues().get(0);
      List<Long> bytes = pipeline.bytes();
      pipeline.publish.processElement2(new StreamRecord<>(estimate));
      pipeline.pass(RemovedNames.RETENTION.toMillis() - 1);
      assertTrue(pipeline.bytes().get(3) > bytes.get(3), "the news may be on their way");
      pipeline.pass(1);
      assertEquals(bytes, pipeline.bytes());
    }
  }

  @Test
  void votesThatOvertakeTheNewsOfASpaceThatComesBackCount() throws Exception {
    try (Pipeline pipeline = new Pipeline(List.of())) {
      pipeline.arrive(space("birds"));
      pipeline.arrive(BirdSpaces.removal("birds"));
      pipeline.pass(RemovedNames.RETENTION.toMillis() - 10);
      pipeline.vote("birds", 2, "duck");
      pipeline.pass(10);
      pipeline.vote("birds", 2, "owl");
      pipeline.arrive(space("birds"));
      pipeline.pass(INTERVAL.toMillis());
      assertEquals(2, pipeline.lastHead().spaceVersion());
      assertEquals(2, pipeline.lastHead().sources().get(Source.CAPTIONS.code()).rank(), "both");
    }
  }
}
