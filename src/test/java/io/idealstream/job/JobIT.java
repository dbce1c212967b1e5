package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.SourceScores;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole job on Flink and Kafka with the bundled model: nothing lost and nothing twice, whatever
 * fails and however it is divided.
 */
class JobIT {
  private static final MixedFeed FEED = new MixedFeed(800);

  /** Made by the first test that needs it. */
  private static Said expected;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @BeforeEach
  void runUndisturbed() throws Exception {
    if (expected == null) {
      expected = Undisturbed.said(kafka.connection(), kafka.prefix() + "plain.", FEED);
    }
  }

  @Test
  void everyImageIsLabelledOrADeadLetter() {
    assertEquals(FEED.good(), expected.labels().size());
    assertEquals(FEED.bad(), expected.deadLetters().size());
    Set<String> reasons = Set.copyOf(expected.deadLetters().values());
    assertTrue(reasons.size() >= 12, reasons::toString);
    assertTrue(expected.hits().size() > 50, () -> expected.hits().size() + " hits");
    assertTrue(
        expected.labels().values().stream().allMatch(l -> l.factors().get("bird").debiased()));
  }

  @Test
  void failuresInTheMiddleChangeNothing() throws Exception {
    FailOnce failures = new FailOnce(kafka.prefix());
    try (JobRun run = JobRun.begin(kafka.connection(), kafka.prefix(), 2, failures)) {
      int part = FEED.messages().size() / 8;
      for (int i = 0; i < 8; i++) {
        run.topics().send(Topic.IMAGES, FEED.messages().subList(i * part, (i + 1) * part));
        run.topics().await(Topic.LABELS, (i + 1) * part * 9 / 10);
      }
      expected.assertSame(run.topics(), FEED);
      assertEquals(
          6,
          failures.failures(),
          "embed, accumulate, label, match, sample feeds and decide each failed once");
      int committed = FEED.good();
      int written = run.topics().all(Topic.LABELS, Isolation.READ_UNCOMMITTED).size();
      assertTrue(
          written > committed,
          "read uncommitted, the repeated records show: " + written + " of " + committed);
    }
  }

  @Test
  void fourSubtasksSayTheSameAsOne() throws Exception {
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 4, Topology.Interception.NONE)) {
      run.topics().send(Topic.IMAGES, FEED.messages());
      expected.assertSame(run.topics(), FEED);
      Set<Long> published = versionsOfHeads(run.topics());
      run.topics().await(Topic.QUALITY, points -> versionsOfPoints(points).equals(published));
    }
  }

  private static Set<Long> versionsOfHeads(RunTopics topics) {
    return topics.all(Topic.WORDS, Isolation.READ_COMMITTED).stream()
        .map(message -> Said.read(message, Topic.WORDS))
        .filter(WordsHead.class::isInstance)
        .map(head -> ((WordsHead) head).version())
        .collect(Collectors.toSet());
  }

  /** Versions of words that topic quality has the scores of. */
  private static Set<Long> versionsOfPoints(List<TopicRecord> points) {
    return points.stream()
        .map(message -> Said.read(message, Topic.QUALITY))
        .flatMap(point -> point.estimates().values().stream())
        .filter(source -> source.scores().cells() > 0)
        .map(SourceScores::words)
        .collect(Collectors.toSet());
  }
}
