package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Codecs;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole job on Flink and Kafka with the bundled model: nothing lost and nothing twice, whatever
 * fails and however it is divided.
 */
class JobIT {
  private static final MixedFeed FEED = new MixedFeed(2_000);

  /** What an undisturbed run with one subtask said; made by the first test that needs it. */
  private static Said expected;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  /**
   * What a run wrote, committed.
   *
   * @param labels by item
   * @param hits query and item to score
   * @param deadLetters how many of each reason
   * @param words last vector of every word
   */
  private record Said(
      Map<String, Label> labels,
      Map<String, Double> hits,
      Map<String, Long> deadLetters,
      Map<String, double[]> words) {}

  @BeforeEach
  void runUndisturbed() throws Exception {
    if (expected == null) {
      try (JobRun run =
          new JobRun(
              kafka.connection(), kafka.prefix() + "plain.", 1, Topology.Interception.NONE)) {
        run.send(FEED.messages());
        expected = said(run);
      }
    }
  }

  @Test
  void everyImageIsLabelledOrADeadLetter() {
    assertEquals(FEED.good(), expected.labels.size());
    assertEquals(FEED.bad(), expected.deadLetters.values().stream().mapToLong(n -> n).sum());
    assertTrue(expected.deadLetters.size() >= 12, expected.deadLetters::toString);
    assertTrue(expected.hits.size() > 50, () -> expected.hits.size() + " hits");
    assertTrue(expected.labels.values().stream().allMatch(l -> l.factors().get("bird").debiased()));
  }

  @Test
  void failuresInTheMiddleChangeNothing() throws Exception {
    FailOnce failures = new FailOnce(kafka.prefix());
    try (JobRun run = new JobRun(kafka.connection(), kafka.prefix(), 2, failures)) {
      int part = FEED.messages().size() / 8;
      for (int i = 0; i < 8; i++) {
        run.send(FEED.messages().subList(i * part, (i + 1) * part));
        run.await(Topic.LABELS, (i + 1) * part * 9 / 10);
      }
      assertSame(said(run));
      assertEquals(3, failures.failures(), "embed, accumulate and label each failed once");
      int committed = run.all(Topic.LABELS, Isolation.READ_COMMITTED).size();
      int written = run.all(Topic.LABELS, Isolation.READ_UNCOMMITTED).size();
      assertTrue(
          written > committed,
          "read uncommitted, the repeated records show: " + written + " of " + committed);
    }
  }

  @Test
  void fourSubtasksSayTheSameAsOne() throws Exception {
    try (JobRun run =
        new JobRun(kafka.connection(), kafka.prefix(), 4, Topology.Interception.NONE)) {
      run.send(FEED.messages());
      assertSame(said(run));
    }
  }

  private static void assertSame(Said found) {
    assertEquals(expected.labels.keySet(), found.labels.keySet());
    expected.labels.forEach((item, label) -> assertClose(label, found.labels.get(item)));
    assertEquals(expected.hits.keySet(), found.hits.keySet());
    expected.hits.forEach((hit, score) -> assertEquals(score, found.hits.get(hit), 1e-6, hit));
    assertEquals(expected.deadLetters, found.deadLetters);
    assertEquals(expected.words.keySet(), found.words.keySet());
    expected.words.forEach(
        (word, vector) -> {
          for (int i = 0; i < vector.length; i++) {
            assertEquals(vector[i], found.words.get(word)[i], 1e-9, word);
          }
        });
  }

  private static void assertClose(Label one, Label other) {
    assertEquals(one.time(), other.time());
    assertEquals(one.words(), other.words());
    assertEquals(one.spaceVersion(), other.spaceVersion());
    var a = one.factors().get("bird");
    var b = other.factors().get("bird");
    assertEquals(a.label(), b.label(), one.id());
    assertEquals(a.probability(), b.probability(), 1e-6, one.id());
    assertEquals(a.raw().label(), b.raw().label(), one.id());
    assertEquals(a.raw().probability(), b.raw().probability(), 1e-6, one.id());
  }

  private static Said said(JobRun run) {
    List<TopicRecord> labels = run.await(Topic.LABELS, FEED.good());
    run.await(Topic.DEAD_LETTERS, FEED.bad());
    List<TopicRecord> words = run.await(Topic.WORDS, records -> votes(records) == FEED.good());
    labels = run.all(Topic.LABELS, Isolation.READ_COMMITTED);
    return new Said(
        once(labels, message -> read(() -> Codecs.LABELS.decode(message)), l -> l.feed() + l.id()),
        run.all(Topic.HITS, Isolation.READ_COMMITTED).stream()
            .map(message -> read(() -> Codecs.HITS.decode(message)))
            .collect(Collectors.toMap(h -> h.query() + " " + h.feed() + h.id(), h -> h.score())),
        run.all(Topic.DEAD_LETTERS, Isolation.READ_COMMITTED).stream()
            .collect(
                Collectors.groupingBy(
                    message -> new String(message.header(DeadLetter.REASON), UTF_8),
                    TreeMap::new,
                    Collectors.counting())),
        last(words).values().stream()
            .collect(
                Collectors.toMap(
                    w -> w.source() + "/" + w.factor() + "/" + w.value(), Word::vector)));
  }

  /** A map that fails on a key that comes twice. */
  private static <T> Map<String, T> once(
      Collection<TopicRecord> messages, Function<TopicRecord, T> read, Function<T, String> key) {
    return messages.stream().map(read).collect(Collectors.toMap(key, Function.identity()));
  }

  private static double votes(List<TopicRecord> words) {
    return Math.rint(
        last(words).values().stream()
            .filter(word -> word.source() == Source.IMAGES && word.factor().equals("bird"))
            .mapToDouble(Word::support)
            .sum());
  }

  private static Map<String, Word> last(List<TopicRecord> messages) {
    Map<String, Word> last = new HashMap<>();
    for (TopicRecord message : messages) {
      if (message.value() != null && read(() -> Codecs.WORDS.decode(message)) instanceof Word w) {
        last.put(new String(message.key(), UTF_8), w);
      }
    }
    return last;
  }

  private interface Reading<T> {
    T get() throws Unreadable;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.get();
    } catch (Unreadable e) {
      throw new AssertionError(e);
    }
  }
}
