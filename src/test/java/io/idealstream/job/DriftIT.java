package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Act;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A feed of the demo's pictures, as vectors, that changes: what the job tells of it. */
@Tag("long")
class DriftIT {

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant CHANGE = BEGIN.plusSeconds(50);
  private static final int A_SECOND = 20;
  private static final int FEEDS = 4;
  private static final int ITEMS = 90 * A_SECOND;

  /** Up to where all is told that was told at all, whenever the feed ends for the job. */
  private static final int ASKED_SECONDS = 80;

  private static final Instant ASKED = BEGIN.plusSeconds(ASKED_SECONDS);

  /** How much later than an item feedback about it comes. */
  private static final Duration LATER = Duration.ofSeconds(100);

  private static final String SETTINGS =
      """
      drift:
        interval: 1s
        false-alarms: 1 per 1h
        reference: {items: 300, at-least: 20s}
        on-drift: freeze
      """;

  /** Backlogs in several partitions, by how many subtasks read them. */
  private static final int[] BACKLOGS =
      Arrays.stream(System.getProperty("backlog.subtasks", "2").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();

  private static final List<Outgoing> IMAGES = new ArrayList<>();

  /** Of the feed in one partition by one subtask; the run is of the first test that needs it. */
  private static Told undisturbed;

  /**
   * What a run tells.
   *
   * @param best the best item of each window
   */
  private record Told(List<Drift> drifts, Set<String> best) {}

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @BeforeAll
  static void embed() {
    DriftingFeed feed = new DriftingFeed();
    for (int i = 0; i < ITEMS; i++) {
      Instant time = BEGIN.plusMillis(i * 1000L / A_SECOND);
      IMAGES.add(feed.picture(i, time, !time.isBefore(CHANGE)).message());
    }
  }

  @Test
  void aDriftIsToldOnceAndTheSameOverAnySubtasksAndFailures() throws Exception {
    List<Drift> expected = undisturbed().drifts();
    assertTrue(
        expected.stream().allMatch(drift -> drift.detected().isAfter(CHANGE)), expected::toString);
    Drift first = expected.get(0);
    assertEquals("*", first.feed());
    assertEquals("place", first.factor());
    assertEquals("water", first.value());
    assertEquals(DriftState.STARTED, first.state());
    assertTrue(Duration.between(CHANGE, first.since()).abs().toSeconds() <= 1, first::toString);
    assertTrue(first.change().to() > first.change().from() + 20, first::toString);
    FailOnce failing = new FailOnce("drift-");
    try (JobRun run = begin(kafka.prefix(), 2, failing)) {
      run.topics().send(Topic.IMAGES, IMAGES);
      assertEquals(expected, drifts(run));
    }
    assertTrue(failing.failures() > 0);
  }

  private Told undisturbed() throws Exception {
    if (undisturbed == null) {
      String prefix = kafka.prefix() + "one.";
      try (Topics topics = Topics.on(kafka.connection(), prefix)) {
        topics.createMissing(1);
      }
      topics(prefix).send(Topic.QUERIES, List.of(bestOfTenSeconds()));
      try (JobRun run = begin(prefix, 1, Topology.Interception.NONE)) {
        run.topics().send(Topic.IMAGES, IMAGES);
        undisturbed = new Told(drifts(run), best(run));
      }
    }
    return undisturbed;
  }

  private JobRun begin(String prefix, int parallelism, Topology.Interception interception)
      throws Exception {
    try (Topics topics = Topics.on(kafka.connection(), prefix)) {
      topics.createMissing(1);
    }
    return JobRun.begin(
        kafka.connection(), prefix, parallelism, interception, RunTopics.birds(), SETTINGS);
  }

  /** Three partitions, of which one has 30 times the items of another. */
  @Test
  void nothingOfABacklogInSeveralPartitionsIsLate() throws Exception {
    Told expected = undisturbed();
    for (int parallelism : BACKLOGS) {
      String prefix = kafka.prefix() + "backlog." + parallelism + ".";
      try (Topics topics = Topics.on(kafka.connection(), prefix)) {
        topics.createMissing(3);
      }
      topics(prefix).send(Topic.QUERIES, List.of(bestOfTenSeconds()));
      topics(prefix).send(Topic.IMAGES, inThreePartitions());
      // however busy the machine is, no partition of a backlog is silent for so long
      String patient = SETTINGS + "input: {idle-after: 1m}\n";
      try (JobRun run =
          JobRun.begin(
              kafka.connection(),
              prefix,
              parallelism,
              Topology.Interception.NONE,
              RunTopics.birds(),
              patient)) {
        assertEquals(expected, new Told(drifts(run), best(run)));
      }
    }
  }

  private RunTopics topics(String prefix) {
    return new RunTopics(kafka.connection(), prefix, () -> "not started");
  }

  private static Outgoing bestOfTenSeconds() {
    return Topic.QUERIES.message(
        new Query(
            "best",
            "a photo of a duck",
            null,
            null,
            null,
            1,
            Duration.ofSeconds(10),
            null,
            null,
            null,
            null,
            null,
            null),
        Encoding.JSON);
  }

  private static List<Outgoing> inThreePartitions() {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; keys.size() < 3; i++) {
      byte[] key = ("key-" + i).getBytes(UTF_8);
      if (BuiltInPartitioner.partitionForKey(key, 3) == keys.size()) {
        keys.add(key);
      }
    }
    List<Outgoing> keyed = new ArrayList<>();
    for (int i = 0; i < IMAGES.size(); i++) {
      int partition = i % 4 > 0 ? 0 : i % 40 > 0 ? 1 : 2;
      Outgoing image = IMAGES.get(i);
      keyed.add(new Outgoing(keys.get(partition), image.value(), image.headers()));
    }
    return keyed;
  }

  /** The best of each window that ends while the feed runs. */
  private static Set<String> best(JobRun run) {
    return best(run.topics().await(Topic.HITS, records -> best(records).size() >= 8));
  }

  private static Set<String> best(List<TopicRecord> records) {
    Set<String> best = new TreeSet<>();
    for (TopicRecord record : records) {
      Hit hit = Said.read(record, Topic.HITS);
      if (hit.query().equals("best") && hit.time().isBefore(ASKED)) {
        best.add(hit.time() + " " + hit.feed() + "/" + hit.id());
      }
    }
    return best;
  }

  private static List<Drift> drifts(JobRun run) throws Exception {
    run.topics().await(Topic.LABELS, ITEMS);
    run.topics().await(Topic.DRIFT_SCORES, scores -> reaches(scores, ASKED));
    int intervals = 0;
    for (TopicRecord record : run.topics().all(Topic.DRIFT_SCORES, Isolation.READ_COMMITTED)) {
      intervals += assertWhole(Topic.DRIFT_SCORES.decode(record));
    }
    assertEquals((FEEDS + 1) * ASKED_SECONDS, intervals, "each of each feed");
    List<Drift> drifts = new ArrayList<>();
    for (TopicRecord record : run.topics().all(Topic.DRIFT, Isolation.READ_COMMITTED)) {
      Drift drift = Topic.DRIFT.decode(record);
      assertNotNull(drift.knownFrom());
      drifts.add(drift.knownFrom(null)); // by the clock
    }
    drifts.removeIf(drift -> drift.detected().isAfter(ASKED));
    drifts.sort(Comparator.comparing(Drift::detected).thenComparing(Drift::feed));
    return drifts;
  }

  /** Every item is in its interval, once. */
  private static int assertWhole(DriftScore score) {
    boolean asked = !score.to().isAfter(ASKED);
    if (asked) {
      int items = score.feed().equals("*") ? A_SECOND : A_SECOND / FEEDS;
      assertEquals(items, score.items(), score::toString);
      assertEquals(0, score.leftOut(), score::toString);
      assertEquals(0, score.late(), score::toString);
    }
    return asked ? 1 : 0;
  }

  /** Whether each feed and all of them together are told of up to a time. */
  private static boolean reaches(List<TopicRecord> scores, Instant time) {
    return scores.stream()
            .map(score -> Said.read(score, Topic.DRIFT_SCORES))
            .filter(score -> score.to().equals(time))
            .count()
        == FEEDS + 1;
  }

  /** First what images show, then what feedback says of their labels; then all is accepted. */
  @Test
  void driftsFreezeWordsOfImagesAndOfFeedbackAndCanBeListedExplainedDrawnAndAccepted()
      throws Exception {
    // an act is in force by the clock, and words are kept for as long before that
    Instant began = Instant.now().minus(LATER.multipliedBy(4));
    List<Outgoing> images = new ArrayList<>();
    for (Outgoing image : IMAGES) {
      ImageItem item = Topic.IMAGES.decode(image.value(), Encoding.JSON);
      Instant time = began.plus(Duration.between(BEGIN, item.time()));
      images.add(Topic.IMAGES.message(item.with(item.feed(), time), Encoding.JSON));
    }
    try (JobRun run = begin(kafka.prefix(), 2, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      topics.send(Topic.IMAGES, images);
      topics.await(Topic.DRIFT, 1);
      List<TopicRecord> words =
          topics.await(Topic.WORDS, records -> any(records, head -> head.frozen() != null));
      assertTrue(words.size() > 1);
      assertShown();

      Instant change = began.plus(Duration.between(BEGIN, CHANGE));
      List<Outgoing> feedback = new ArrayList<>();
      for (TopicRecord label : topics.await(Topic.LABELS, ITEMS)) {
        feedback(Said.read(label, Topic.LABELS), change).ifPresent(feedback::add);
      }
      assertTrue(feedback.size() > ITEMS / 2, () -> feedback.size() + " labels are given");
      topics.send(Topic.FEEDBACK, feedback);
      topics.await(
          Topic.DRIFT,
          records -> anyOf(records, Topic.DRIFT, drift -> drift.signal().endsWith("accuracy")));
      topics.await(
          Topic.CONTROLS,
          records ->
              anyOf(
                  records,
                  Topic.CONTROLS,
                  act -> act.act() == Act.FREEZE && act.source() == Source.FEEDBACK));
      topics.await(
          Topic.STATUS,
          records ->
              anyOf(
                  records,
                  Topic.STATUS,
                  said -> isAccepted(said) && said.detail().contains(" of feedback by drift")));
      CommandRun list = command("drift", "list");
      assertTrue(list.out().contains("active how often labels are right: its"), list::out);

      CommandRun accepted =
          command(
              "drift", "accept", "--space", "birds", "--by", "ada", "--reason", "summer", "--wait");
      assertEquals(0, accepted.code(), accepted::err);
      CommandRun after = command("drift", "list");
      assertTrue(after.out().contains("; accepted by ada from "), after::out);
      topics.await(
          Topic.STATUS,
          records ->
              anyOf(
                  records,
                  Topic.STATUS,
                  said -> isAccepted(said) && said.detail().contains(" by ada from ")));
    }
  }

  /** The drift of images, by every command that shows it. */
  private void assertShown() throws Exception {
    CommandRun list = command("drift", "list");
    assertEquals(0, list.code(), list::err);
    assertTrue(list.out().contains("birds, all feeds  started share place/water"), list::out);
    assertTrue(list.out().contains("active its reference is complete since"), list::out);
    CommandRun explained = command("drift", "explain", "--space", "birds");
    assertTrue(explained.out().contains("`place/water` is in"), explained::out);
    assertTrue(explained.out().contains("drift accept --space birds"), explained::out);
    Path picture = folder.resolve("drift.png");
    CommandRun drawn = command("drift", "plot", "--space", "birds", "--out", picture.toString());
    assertEquals(0, drawn.code(), drawn::err);
    assertTrue(ImageIO.read(Files.newInputStream(picture)).getHeight() >= 900, "three charts");
  }

  /** Says the label until a time, and from then on the other bird. */
  private static Optional<Outgoing> feedback(Label label, Instant change) {
    FactorLabel bird = label.factors().get("bird");
    if (bird.label() == null || bird.abstained() != null) {
      return Optional.empty();
    }
    String other = bird.label().equals("landbird") ? "waterbird" : "landbird";
    String truth = label.time().isBefore(change) ? bird.label() : other;
    Map<String, List<String>> values = Map.of("bird", List.of(truth), "place", List.of("land"));
    Instant time = label.time().plus(LATER); // so that nothing is learned before it is labelled
    return Optional.of(
        Topic.FEEDBACK.message(
            new Feedback(label.id(), label.feed(), time, values, null, null, null), Encoding.JSON));
  }

  private static <T> boolean anyOf(List<TopicRecord> records, Topic<T> topic, Predicate<T> wanted) {
    return records.stream()
        .filter(record -> record.value() != null)
        .map(record -> Said.read(record, topic))
        .anyMatch(wanted);
  }

  private static boolean isAccepted(Status status) {
    return status.kind() == StatusKind.CONTROL && status.state() == StatusState.ACTIVE;
  }

  private static boolean any(List<TopicRecord> records, Predicate<WordsHead> wanted) {
    return anyOf(
        records, Topic.WORDS, words -> words instanceof WordsHead head && wanted.test(head));
  }

  private CommandRun command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of("--kafka", kafka.connection().bootstrapServers(), "--prefix", kafka.prefix()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
