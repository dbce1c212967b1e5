package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job of release 0.1.0 was stopped in the middle of a feed, and this build goes on: both together
 * write what one undisturbed run writes.
 *
 * <p>The savepoint holds images that wait for feedback and feedback that waits for images, live
 * accuracy, words of images and of feedback, queries with open windows, policies with what their
 * limits have counted, and a concept. It is never written again; beside it stands what had been
 * written by then.
 */
@Tag("long")
class ReleasedStateIT {
  private static final Path SAVEPOINT = Path.of("src/test/resources/job/savepoint-0.1.0");
  private static final Path WRITTEN = Path.of("src/test/resources/job/written-0.1.0.json");

  /** Part of what is in the savepoint: names of topics, and of transactions. */
  private static final String PREFIX = "released.";

  private static final int HALF = 120;
  private static final int ALL = 240;
  private static final MixedFeed FEED = new MixedFeed(ALL, HALF, Duration.ofMinutes(2));
  private static final MixedFeedback FEEDBACK = new MixedFeedback(FEED);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  @DisabledIfSystemProperty(named = "golden.write", matches = "true")
  void whatTheReleaseBeganThisBuildEndsAsOneRunWould() throws Exception {
    Said whole;
    Map<String, List<Double>> quality;
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 1, Topology.Interception.NONE)) {
      define(run.topics());
      run.topics().await(Topic.STATUS, MixedPolicies::areActive);
      firstHalf(run.topics());
      run.topics().await(Topic.LABELS, MixedFeed.good(HALF));
      secondHalf(run.topics());
      awaitCounts(run.topics());
      run.topics().await(Topic.LABELS, FEED.good() + 1);
      run.topics().await(Topic.HITS, hits -> MixedPolicies.areClosed(FEED, hits));
      run.topics()
          .await(
              Topic.DECISIONS, found -> found.size() >= MixedPolicies.decide(run.topics()).size());
      run.stop(folder);
      whole = Said.now(run.topics());
      quality = quality(run.topics());
    }

    Written before = Written.read();
    Said rest = before.rest(learned(whole));
    RunTopics topics = new RunTopics(kafka.connection(), PREFIX, () -> "not started");
    topics.begin();
    define(topics);
    firstHalf(topics);
    try (JobRun run = JobRun.resume(kafka.connection(), PREFIX, 2, SAVEPOINT.toUri().toString())) {
      secondHalf(topics);
      awaitCounts(topics);
      topics.await(Topic.LABELS, rest.labels().size());
      topics.await(Topic.HITS, rest.hits().size());
      topics.await(Topic.DECISIONS, rest.decisions().size());
      topics.await(Topic.STATUS, statuses -> isTaught(statuses, 2));
      run.stop(folder);
    }
    rest.assertSame(learned(Said.now(topics)));
    assertEquals(quality, quality(topics));
  }

  @Test
  @EnabledIfSystemProperty(named = "golden.write", matches = "true")
  void writeSavepoint() throws Exception {
    try (JobRun run = JobRun.begin(kafka.connection(), PREFIX, 1, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      define(topics);
      topics.await(Topic.STATUS, MixedPolicies::areActive);
      topics.await(Topic.STATUS, statuses -> isTaught(statuses, 1));
      firstHalf(topics);
      topics.await(Topic.LABELS, MixedFeed.good(HALF));
      topics.await(Topic.WORDS, words -> Said.votes(words, Source.FEEDBACK) > 0);
      topics.await(Topic.QUALITY, records -> LiveQuality.judged(records) > 0);
      topics.await(Topic.DECISIONS, 1);
      copy(Path.of(URI.create(run.stop(folder))));
      Written.of(Said.now(topics)).write();
    }
  }

  /** After the space and the query of every test. */
  private static void define(RunTopics topics) {
    topics.send(Topic.QUERIES, List.of(MixedPolicies.query()));
    topics.send(Topic.POLICIES, MixedPolicies.messages());
    topics.send(Topic.CONCEPTS, List.of(example(0)));
  }

  private static void firstHalf(RunTopics topics) {
    topics.send(Topic.IMAGES, FEED.messages().subList(0, HALF));
    topics.send(Topic.FEEDBACK, FEEDBACK.about(0, 100));
    topics.send(Topic.FEEDBACK, FEEDBACK.about(130, 150));
  }

  private static void secondHalf(RunTopics topics) {
    topics.send(Topic.FEEDBACK, FEEDBACK.about(100, 130));
    topics.send(Topic.IMAGES, FEED.messages().subList(HALF, ALL));
    topics.send(Topic.FEEDBACK, FEEDBACK.about(150, ALL));
    topics.send(Topic.CONCEPTS, List.of(example(1)));
    topics.send(Topic.IMAGES, List.of(FEED.last()));
  }

  private static void awaitCounts(RunTopics topics) {
    topics.await(Topic.WORDS, words -> Said.votes(words, Source.FEEDBACK) == FEEDBACK.votes());
    topics.await(Topic.WORDS, words -> Said.votes(words, Source.IMAGES) == FEED.good());
    topics.await(Topic.QUALITY, records -> LiveQuality.judged(records) == FEEDBACK.judged());
  }

  private static Outgoing example(int axis) {
    float[] vector = new float[256];
    vector[axis] = 1;
    return Topic.CONCEPTS.message(
        new ConceptExample("mine", ConceptRole.EXAMPLE, null, vector, FEEDBACK.model()),
        Encoding.JSON);
  }

  /** Whether the concept has come to a version: each picture makes one. */
  private static boolean isTaught(List<TopicRecord> statuses, long version) {
    return statuses.stream()
        .map(record -> Read.of(Topic.STATUS, record))
        .anyMatch(
            one ->
                one.kind() == StatusKind.CONCEPT
                    && one.id().equals("mine")
                    && one.version() == version);
  }

  /** Without words of prompts, which are published once. */
  private static Said learned(Said said) {
    Map<String, double[]> words = new HashMap<>(said.words());
    words.keySet().removeIf(word -> word.startsWith(Source.PROMPTS + "/"));
    return new Said(said.labels(), said.hits(), said.deadLetters(), words, said.decisions());
  }

  private static Map<String, List<Double>> quality(RunTopics topics) {
    return LiveQuality.last(topics.all(Topic.QUALITY, Isolation.READ_COMMITTED));
  }

  private static void copy(Path savepoint) throws IOException {
    Files.createDirectories(SAVEPOINT);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(savepoint)) {
      for (Path file : files) {
        Files.copy(file, SAVEPOINT.resolve(file.getFileName()));
      }
    }
  }

  /** Names of what was committed up to the savepoint. */
  private record Written(
      Set<String> labels, Set<String> hits, Set<String> deadLetters, Set<String> decisions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Written of(Said said) {
      return new Written(
          new TreeSet<>(said.labels().keySet()),
          new TreeSet<>(said.hits().keySet()),
          new TreeSet<>(said.deadLetters().keySet()),
          new TreeSet<>(said.decisions().keySet()));
    }

    static Written read() throws IOException {
      return JSON.readValue(WRITTEN.toFile(), Written.class);
    }

    void write() throws IOException {
      JSON.writerWithDefaultPrettyPrinter().writeValue(WRITTEN.toFile(), this);
    }

    /** What is still to come of a whole run; its last words stand for those of both. */
    Said rest(Said whole) {
      return new Said(
          rest(whole.labels(), labels),
          rest(whole.hits(), hits),
          rest(whole.deadLetters(), deadLetters),
          whole.words(),
          rest(whole.decisions(), decisions));
    }

    private static <V> Map<String, V> rest(Map<String, V> whole, Set<String> written) {
      assertTrue(whole.keySet().containsAll(written), () -> written + " in " + whole.keySet());
      Map<String, V> rest = new HashMap<>(whole);
      rest.keySet().removeAll(written);
      return rest;
    }
  }
}
