package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.cli.CommandRun;
import io.idealstream.client.Isolation;
import io.idealstream.estimate.BatchOracle;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A feed drifts, and words stay as they were until it is back, or until somebody says otherwise.
 */
@Tag("long")
class DriftFreezeIT {

  private static final Duration APART = Duration.ofMillis(50);
  private static final Duration CHANGE = Duration.ofSeconds(130);
  private static final Duration BACK = Duration.ofSeconds(170);

  /** Feeds by themselves are found later and are over later: the last of them thaws words. */
  private static final Duration END = Duration.ofSeconds(330);

  private static final String SETTINGS =
      """
      drift:
        interval: 1s
        false-alarms: 1 per 1h
        reference: {items: 300, at-least: 20s}
        on-drift: freeze
      """;

  private static final SpaceDefinition BIRDS =
      SpaceFile.read("birds.yaml", RunTopics.birds().getBytes(StandardCharsets.UTF_8));

  private static DriftingFeed feed;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  @BeforeAll
  static void open() {
    feed = new DriftingFeed();
  }

  private static List<DriftingFeed.Picture> pictures(Instant begin, Duration back, Duration end) {
    List<DriftingFeed.Picture> pictures = new ArrayList<>();
    for (int i = 0; APART.multipliedBy(i).compareTo(end) < 0; i++) {
      Duration at = APART.multipliedBy(i);
      boolean onWater = at.compareTo(CHANGE) >= 0 && at.compareTo(back) < 0;
      pictures.add(feed.picture(i, begin.plus(at), onWater));
    }
    return pictures;
  }

  private static void send(RunTopics topics, List<DriftingFeed.Picture> pictures) {
    topics.send(Topic.IMAGES, pictures.stream().map(DriftingFeed.Picture::message).toList());
  }

  private JobRun begin() throws Exception {
    return JobRun.begin(
        kafka.connection(),
        kafka.prefix(),
        2,
        Topology.Interception.NONE,
        RunTopics.birds(),
        SETTINGS);
  }

  @Test
  void wordsAreOfBeforeTheDriftUntilTheFeedIsBack() throws Exception {
    Instant begin = Instant.parse("2026-03-01T10:00:00Z");
    List<DriftingFeed.Picture> pictures = pictures(begin, BACK, END);
    try (JobRun run = begin()) {
      RunTopics topics = run.topics();
      int drifting = (int) BACK.minusSeconds(5).dividedBy(APART);
      send(topics, pictures.subList(0, drifting));
      topics.await(Topic.WORDS, records -> frozen(records).isPresent());
      send(topics, pictures.subList(drifting, pictures.size()));
      List<TopicRecord> drifts =
          topics.await(Topic.DRIFT, records -> told(records, DriftState.RECOVERED).isPresent());
      Drift started = told(drifts, DriftState.STARTED).orElseThrow();
      Drift recovered = told(drifts, DriftState.RECOVERED).orElseThrow();
      assertEquals(started.feed(), recovered.feed());
      Duration since = Duration.between(begin.plus(CHANGE), started.since()).abs();
      assertTrue(since.toSeconds() <= 2, started::toString);
      assertTrue(started.change().to() > 80, started::toString);
      assertTrue(recovered.change().to() < 60, recovered::toString);

      List<TopicRecord> words =
          topics.await(
              Topic.WORDS,
              records -> frozen(records).isPresent() && head(records).frozen() == null);
      assertFrozenWords(words, pictures);
      double thawed = support(words, head(words).version());
      double cold = support(words, frozen(words).orElseThrow().version());
      assertTrue(thawed > cold, () -> thawed + " images in words, where it were " + cold);
    }
  }

  @Test
  void whoKnowsBetterThawsWordsWhileTheFeedDrifts() throws Exception {
    Duration past = Duration.ofSeconds(200);
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(past);
    try (JobRun run = begin()) {
      RunTopics topics = run.topics();
      send(topics, pictures(begin, past.multipliedBy(10), past));
      topics.await(Topic.WORDS, records -> frozen(records).isPresent());
      CommandRun unfrozen =
          CommandRun.of(
              "drift",
              "unfreeze",
              "--space",
              "birds",
              "--by",
              "ada",
              "--kafka",
              kafka.connection().bootstrapServers(),
              "--prefix",
              kafka.prefix());
      assertEquals(0, unfrozen.code(), unfrozen::err);
      List<TopicRecord> words = new ArrayList<>();
      int number = (int) past.dividedBy(APART);
      for (int second = 0; second < 90 && (words.isEmpty() || head(words).frozen() != null); ) {
        List<DriftingFeed.Picture> live = new ArrayList<>();
        for (int i = 0; i < 20; i++, number++) {
          live.add(feed.picture(number, Instant.now().truncatedTo(ChronoUnit.MILLIS), true));
        }
        send(topics, live);
        Thread.sleep(1_000);
        second++;
        words = topics.all(Topic.WORDS, Isolation.READ_COMMITTED);
      }
      assertEquals(null, head(words).frozen());
      assertFalse(
          told(topics.all(Topic.DRIFT, Isolation.READ_COMMITTED), DriftState.RECOVERED).isPresent(),
          "it drifts still");
    }
  }

  private static Optional<Drift> told(List<TopicRecord> records, DriftState state) {
    return records.stream()
        .map(record -> Said.read(record, Topic.DRIFT))
        .filter(drift -> drift.feed().equals(Word.EVERY_FEED) && drift.state() == state)
        .findFirst();
  }

  private static List<WordsHead> heads(List<TopicRecord> records) {
    List<WordsHead> heads = new ArrayList<>();
    for (TopicRecord record : records) {
      if (record.value() != null && Said.read(record, Topic.WORDS) instanceof WordsHead head) {
        heads.add(head);
      }
    }
    return heads;
  }

  private static WordsHead head(List<TopicRecord> records) {
    List<WordsHead> heads = heads(records);
    return heads.get(heads.size() - 1);
  }

  /** The last head of frozen words. */
  private static Optional<WordsHead> frozen(List<TopicRecord> records) {
    return heads(records).stream()
        .filter(head -> head.frozen() != null)
        .reduce((before, after) -> after);
  }

  /** The word of a value from images, as it was at a version. */
  private static Word word(List<TopicRecord> records, String factor, String value, long version) {
    Predicate<Word> wanted =
        word ->
            word.source() == Source.IMAGES
                && word.factor().equals(factor)
                && word.value().equals(value)
                && word.version() <= version;
    return records.stream()
        .filter(record -> record.value() != null)
        .map(record -> Said.read(record, Topic.WORDS))
        .flatMap(
            said ->
                said instanceof Word word
                    ? Optional.of(word).stream()
                    : Optional.<Word>empty().stream())
        .filter(wanted)
        .reduce((before, after) -> after)
        .orElseThrow();
  }

  private static double support(List<TopicRecord> records, long version) {
    return word(records, "bird", "landbird", version).support()
        + word(records, "bird", "waterbird", version).support();
  }

  /** They are those of a batch of all that came before. */
  private static void assertFrozenWords(
      List<TopicRecord> records, List<DriftingFeed.Picture> pictures) {
    WordsHead frozen = frozen(records).orElseThrow();
    BatchOracle oracle = new BatchOracle(BIRDS);
    pictures.stream()
        .filter(picture -> picture.cell() != null)
        .filter(picture -> picture.time().isBefore(frozen.frozen().since()))
        .forEach(picture -> oracle.add(picture.cell(), picture.vector()));
    double[][] expected = oracle.words();
    int row = 1;
    for (String factor : BIRDS.factors().keySet()) {
      for (String value : BIRDS.factors().get(factor).names()) {
        double[] actual = word(records, factor, value, frozen.version()).vector();
        assertArrayEquals(expected[row], actual, 1e-6, factor + "/" + value);
        row++;
      }
    }
  }
}
