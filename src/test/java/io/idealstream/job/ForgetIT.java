package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.StateBytes;
import io.idealstream.math.HalfPrecision;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Trace;
import io.idealstream.wire.Traces;
import io.idealstream.wire.codec.Topic;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three items, held wherever a job of two subtasks can hold one, are forgotten: one that waits for
 * feedback, for spaces and for queries, one that feedback judged, and one of a reference of drift.
 */
@Tag("long")
class ForgetIT {
  private static final String MODEL = "openai/clip";
  private static final String VECTORS =
      "{id: \"%s\", dimension: 4, logit-scale: 50}".formatted(MODEL);

  private static final float HALF = (float) Math.sqrt(0.5);
  private static final Map<String, float[]> TEXTS =
      Map.of(
          "a cat", new float[] {1, 0, 0, 0},
          "a dog", new float[] {0, 1, 0, 0},
          "a cat inside", new float[] {HALF, 0, HALF, 0},
          "a cat outside", new float[] {HALF, 0, -HALF, 0},
          "a dog inside", new float[] {0, HALF, HALF, 0},
          "a dog outside", new float[] {0, HALF, -HALF, 0});

  private static final String FEED = "front/door";
  private static final String WAITING = "is-waiting";
  private static final String JUDGED = "is-judged";
  private static final String FIRST = "is-first";
  private static final Set<String> FORGOTTEN = Set.of(WAITING, JUDGED, FIRST);

  /** Shows a dog; no other item has it. */
  private static final float[] OF_WAITING = {0.28f, 0.96f, 0, 0};

  private static final Instant BEGIN = MixedFeed.START;
  private static final int SUBTASKS = 2;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void anItemIsForgottenWhereverItIsHeldAndStaysSoOverARestart() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    define(topics);
    Path before;
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), SUBTASKS, VECTORS)) {
      fill(run.topics());
      before = Path.of(URI.create(run.stop(folder)));
    }
    StateBytes held = StateBytes.of(before);
    FORGOTTEN.forEach(id -> assertTrue(held.hold(id), id));
    vectors().forEach(bytes -> assertTrue(held.hold(bytes)));

    Path after;
    try (JobRun run = resume(before, List.of("pets", "never"), List.of("best", "news", never()))) {
      // a copy, which waits for what never comes
      run.topics().send(Topic.IMAGES, List.of(image(WAITING, 240, OF_WAITING)));
      CommandRun first = forget(WAITING, "--wait", "120", "--json");
      assertEquals(0, first.code(), first::toString);
      assertTrue(
          first
              .out()
              .contains(
                  "\"done\":true,\"forgotten\":{\"waiting-for-spaces\":3,\"waiting-for-queries\":1,"
                      + "\"look-back\":1,\"open-windows\":1,\"shown\":1,\"vector-for-feedback\":1,"
                      + "\"labels-for-feedback\":1,\"open-intervals\":2,"
                      + "\"undecided\":1}"),
          first::out);
      Traces ofJudged =
          new Traces(
              Map.of(
                  Trace.LOOK_BACK, 1L,
                  Trace.OPEN_WINDOWS, 1L,
                  Trace.SHOWN, 1L,
                  Trace.VECTOR_FOR_FEEDBACK, 1L,
                  Trace.LABELS_FOR_FEEDBACK, 1L,
                  Trace.OPEN_INTERVALS, 2L,
                  Trace.JUDGED_LABELS, 2L));
      assertEquals(ofJudged, asked(run.topics(), "r-judged", JUDGED));
      Traces ofFirst =
          new Traces(
              Map.of(
                  Trace.LOOK_BACK, 1L,
                  Trace.OPEN_WINDOWS, 1L,
                  Trace.SHOWN, 1L,
                  Trace.VECTOR_FOR_FEEDBACK, 1L,
                  Trace.LABELS_FOR_FEEDBACK, 1L,
                  Trace.OPEN_INTERVALS, 1L,
                  Trace.REFERENCES, 1L));
      assertEquals(ofFirst, asked(run.topics(), "r-first", FIRST));
      assertEquals(new Traces(Map.of()), asked(run.topics(), "r-again", WAITING));
      after = Path.of(URI.create(run.stop(folder)));
    }
    StateBytes left = StateBytes.of(after);
    FORGOTTEN.forEach(id -> assertFalse(left.hold(id), id));
    vectors().forEach(bytes -> assertFalse(left.hold(bytes)));
    assertTrue(left.hold("other-1"), "what nobody asked to forget is kept");

    try (JobRun run = resume(after, List.of("pets"), List.of("best", "news"))) {
      assertNothingComesOfThem(run.topics());
    }
  }

  /** A job that is down when it is asked to forget does so when it runs next. */
  @Test
  void aJobThatIsDownForgetsWhenItRunsNext() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "not started");
    define(topics);
    Path before;
    try (JobRun run = JobRun.beginGiven(kafka.connection(), kafka.prefix(), SUBTASKS, VECTORS)) {
      fill(run.topics());
      before = Path.of(URI.create(run.stop(folder)));
    }
    CommandRun asked = forget(WAITING, "--wait", "1");
    assertEquals(1, asked.code(), asked::toString);
    assertTrue(asked.out().contains("not yet: the job does so when it runs"), asked::out);
    assertTrue(asked.err().contains("does the job run?"), asked::err);
    assertEquals(0, forget(JUDGED).code());
    Path after;
    try (JobRun run = resume(before, List.of("pets"), List.of("best", "news"))) {
      run.topics().await(Topic.STATUS, all -> answers(all).size() == 2);
      after = Path.of(URI.create(run.stop(folder)));
    }
    StateBytes left = StateBytes.of(after);
    assertFalse(left.hold(WAITING));
    assertFalse(left.hold(JUDGED));
    assertTrue(left.hold(FIRST));
  }

  private void define(RunTopics topics) {
    topics.create();
    topics.send(Topic.SPACES, List.of(Pets.space()));
    topics.send(
        Topic.TEXTS,
        TEXTS.entrySet().stream()
            .map(
                text ->
                    Topic.TEXTS.message(
                        new TextVector(text.getKey(), text.getValue(), MODEL), Encoding.JSON))
            .toList());
    topics.send(
        Topic.QUERIES,
        List.of(
            query("best", null, 100, Duration.ofHours(1), null, null),
            query("news", 0.0, null, null, null, new Distinct(Duration.ofHours(1), null))));
  }

  /** Until the job has labelled all items, and judged the one that there is feedback about. */
  private static void fill(RunTopics topics) {
    topics.await(Topic.STATUS, all -> active(all) >= 3);
    List<Outgoing> images = new ArrayList<>();
    images.add(image(FIRST, 10, 0.8f, 0.6f, 0, 0));
    images.add(image("other-0", 20, 0.6f, 0.8f, 0, 0));
    topics.send(Topic.IMAGES, images);
    topics.await(Topic.LABELS, 2);
    topics.send(
        Topic.IMAGES,
        List.of(
            image(WAITING, 240, OF_WAITING),
            image(JUDGED, 245, 0, 0.6f, 0.8f, 0),
            image("other-1", 250, 0, 0.8f, 0.6f, 0)));
    topics.send(Topic.FEEDBACK, List.of(feedback(JUDGED, 250), feedback("other-1", 250)));
    topics.await(Topic.LABELS, 5);
    topics.await(Topic.QUALITY, all -> items(all) == 2);
    topics.await(Topic.DRIFT_SCORES, 1); // the first interval is closed
  }

  private void assertNothingComesOfThem(RunTopics topics) throws Exception {
    List<TopicRecord> quality = topics.all(Topic.QUALITY, Isolation.READ_COMMITTED);
    int hits = topics.all(Topic.HITS, Isolation.READ_COMMITTED).size();
    topics.send(Topic.FEEDBACK, List.of(feedback(WAITING, 260), feedback("other-0", 260)));
    topics.send(Topic.QUERIES, List.of(query("back", 0.0, null, null, "100", null)));
    topics.await(Topic.STATUS, all -> active(all) >= 4);
    topics.send(Topic.IMAGES, List.of(image("later", 3700, 0, 1, 0, 0)));
    topics.await(
        Topic.HITS,
        all -> hits(all, hits, "back").contains("later") && !hits(all, hits, "best").isEmpty());
    List<TopicRecord> all = topics.all(Topic.HITS, Isolation.READ_COMMITTED);
    assertEquals(Set.of("other-0", "other-1"), hits(all, hits, "best"));
    assertEquals(Set.of("other-0", "other-1", "later"), hits(all, hits, "back"));
    topics.await(Topic.QUALITY, more -> more.size() > quality.size());
    assertEquals(3, items(topics.all(Topic.QUALITY, Isolation.READ_COMMITTED)));
    List<Long> kept = new ArrayList<>();
    for (TopicRecord record :
        topics.await(Topic.DRIFT_SCORES, scores -> scoreOf(scores, 240) != null)) {
      DriftScore score = Read.of(Topic.DRIFT_SCORES, record);
      if (score.from().equals(BEGIN.plusSeconds(240)) && score.accuracy() == null) {
        kept.add(score.items() - score.leftOut());
      }
    }
    assertEquals(List.of(1L), kept, "of three, the third");
  }

  private static DriftScore scoreOf(List<TopicRecord> scores, int second) {
    return scores.stream()
        .map(record -> Read.of(Topic.DRIFT_SCORES, record))
        .filter(score -> score.from().equals(BEGIN.plusSeconds(second)))
        .filter(score -> score.accuracy() == null)
        .findAny()
        .orElse(null);
  }

  private JobRun resume(Path savepoint, List<String> spaces, List<String> queries)
      throws Exception {
    return JobRun.resumeGiven(
        kafka.connection(),
        kafka.prefix(),
        SUBTASKS,
        VECTORS,
        savepoint.toUri().toString(),
        spaces,
        queries);
  }

  /** A query that never comes, in the subtask of the best: no item reaches that while it waits. */
  private static String never() {
    return IntStream.range(0, 100)
        .mapToObj(i -> "never-" + i)
        .filter(name -> subtask(name) == subtask("best"))
        .findFirst()
        .orElseThrow();
  }

  private static int subtask(String query) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        query, Topology.MAX_PARALLELISM, SUBTASKS);
  }

  private CommandRun forget(String id, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("forget", "--feed", FEED, "--id", id, "--by", "anna"));
    arguments.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static Traces asked(RunTopics topics, String request, String id) {
    Erasure erasure = new Erasure(request, FEED, id, "anna", null, null);
    topics.send(Topic.ERASURES, List.of(Topic.ERASURES.message(erasure, Encoding.AVRO)));
    return topics.await(Topic.STATUS, all -> answer(all, request) != null).stream()
        .map(record -> answer(List.of(record), request))
        .filter(status -> status != null)
        .map(status -> Traces.of(status.detail()))
        .findFirst()
        .orElseThrow();
  }

  private static Status answer(List<TopicRecord> records, String request) {
    return answers(records).stream()
        .filter(status -> status.id().equals(request))
        .findAny()
        .orElse(null);
  }

  private static List<Status> answers(List<TopicRecord> records) {
    return statuses(records)
        .filter(status -> status.kind() == StatusKind.ERASURE)
        .filter(status -> status.state() == StatusState.DONE)
        .toList();
  }

  private static Stream<Status> statuses(List<TopicRecord> records) {
    return records.stream().map(record -> Read.of(Topic.STATUS, record));
  }

  private static long active(List<TopicRecord> records) {
    return statuses(records)
        .filter(status -> Set.of(StatusKind.SPACE, StatusKind.QUERY).contains(status.kind()))
        .filter(status -> status.state() == StatusState.ACTIVE)
        .map(Status::id)
        .distinct()
        .count();
  }

  private static double items(List<TopicRecord> quality) {
    return quality.stream()
        .map(record -> Read.of(Topic.QUALITY, record))
        .filter(point -> "pet".equals(point.factor()))
        .mapToDouble(Quality::items)
        .max()
        .orElse(0);
  }

  /** Ids of hits of a query, behind a number of others. */
  private static Set<String> hits(List<TopicRecord> records, int before, String query) {
    Set<String> ids = new TreeSet<>();
    for (TopicRecord record : records) {
      Hit hit = Read.of(Topic.HITS, record);
      if (hit.query().equals(query)) {
        ids.add(hit.id());
      }
    }
    return records.size() < before ? Set.of() : ids;
  }

  /** The vector as state holds it: in half precision, and as it came. */
  private static List<byte[]> vectors() {
    ByteBuffer floats = ByteBuffer.allocate(OF_WAITING.length * Float.BYTES);
    for (float value : OF_WAITING) {
      floats.putFloat(value);
    }
    byte[] half = HalfPrecision.toBytes(OF_WAITING);
    assertArrayEquals(half, HalfPrecision.toBytes(HalfPrecision.toFloats(half)));
    return List.of(floats.array(), half);
  }

  private static Outgoing image(String id, int second, float... vector) {
    return Topic.IMAGES.message(
        new ImageItem(id, FEED, BEGIN.plusSeconds(second), null, vector, MODEL, null, null),
        Encoding.JSON);
  }

  private static Outgoing feedback(String id, int second) {
    return Topic.FEEDBACK.message(
        new Feedback(
            id, FEED, BEGIN.plusSeconds(second), Map.of("pet", List.of("dog")), null, null, null),
        Encoding.JSON);
  }

  private static Outgoing query(
      String id, Double threshold, Integer k, Duration window, String lookBack, Distinct distinct) {
    return Topic.QUERIES.message(
        new Query(
            id, "a dog", null, null, threshold, k, window, null, null, lookBack, null, null,
            distinct),
        Encoding.JSON);
  }
}
