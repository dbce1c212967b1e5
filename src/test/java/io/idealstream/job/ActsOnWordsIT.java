package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BatchOracle;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.Act;
import io.idealstream.wire.Control;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words of a whole job, over one and three subtasks and a restart, are those of a batch of the
 * images that should count after each act. An image comes every minute, from four feeds.
 */
@Tag("long")
class ActsOnWordsIT {
  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final SpaceDefinition BIRDS =
      SpaceFile.read("birds.yaml", RunTopics.birds().getBytes(StandardCharsets.UTF_8));
  private static final int DIMENSION = 256;

  private record Shown(Instant time, Map<String, String> cell, float[] vector) {}

  private static String model;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @BeforeAll
  static void openModel() {
    try (ClipModel clip = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      model = clip.description().fingerprint();
    }
  }

  private static Instant at(int minute) {
    return BEGIN.plusSeconds(60L * minute);
  }

  private static List<Shown> images() {
    Random random = new Random(19);
    List<Shown> images = new ArrayList<>();
    for (int minute = 0; minute < 200; minute++) {
      float[] vector = new float[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        vector[j] = (float) (random.nextGaussian() / 16);
      }
      Map<String, String> cell =
          Map.of(
              "bird", random.nextBoolean() ? "landbird" : "waterbird",
              "place", random.nextBoolean() ? "land" : "water");
      images.add(new Shown(at(minute).plusSeconds(random.nextInt(60)), cell, vector));
    }
    return images;
  }

  private static final List<Shown> IMAGES = images();

  private static List<Outgoing> sent(int from, int to) {
    List<Outgoing> messages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Shown image = IMAGES.get(i);
      Map<String, List<String>> values =
          Map.of(
              "bird", List.of(image.cell().get("bird")),
              "place", List.of(image.cell().get("place")));
      messages.add(
          Topic.IMAGES.message(
              new ImageItem(
                  "i-" + i, "cam-" + i % 4, image.time(), null, unit(image), model, null, values),
              Encoding.JSON));
    }
    return messages;
  }

  private static float[] unit(Shown image) {
    double squares = 0;
    for (float x : image.vector()) {
      squares += x * x;
    }
    float[] unit = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      unit[j] = (float) (image.vector()[j] / Math.sqrt(squares));
    }
    return unit;
  }

  private static Outgoing act(Act act, Instant toTime, Instant effective) {
    return Topic.CONTROLS.message(
        new Control(
            null,
            "birds",
            null,
            act == Act.ACCEPT ? null : Source.IMAGES,
            null,
            null,
            null,
            act,
            null,
            toTime,
            effective,
            null,
            "anna",
            "a test",
            effective.minusSeconds(10)),
        Encoding.JSON);
  }

  @Test
  void rollBackFreezeAndUnfreezeOverOneSubtaskAndThreeAfterARestart() throws Exception {
    runs(1, 3);
  }

  @Test
  void theSameOverThreeSubtasksAndOneAfterARestart() throws Exception {
    runs(3, 1);
  }

  private void runs(int before, int after) throws Exception {
    String savepoint;
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), before, Topology.Interception.NONE)) {
      RunTopics topics = run.topics();
      topics.send(Topic.IMAGES, sent(0, 60));
      assertWords(awaitWords(topics, 60), time -> true);

      topics.send(Topic.CONTROLS, List.of(act(Act.ROLLBACK, at(40), at(60))));
      List<TopicRecord> words = awaitWords(topics, 40);
      assertWords(words, time -> time.isBefore(at(40)));
      assertEquals(at(40), head(words).restores().time());
      topics.send(Topic.IMAGES, sent(60, 100));
      savepoint = run.stop(folder);
    }
    Predicate<Instant> counts = time -> time.isBefore(at(40)) || !time.isBefore(at(60));
    try (JobRun run = JobRun.resume(kafka.connection(), kafka.prefix(), after, savepoint)) {
      RunTopics topics = run.topics();
      List<TopicRecord> words = awaitWords(topics, 80);
      assertWords(words, counts);
      assertNull(head(words).restores());

      topics.send(Topic.CONTROLS, List.of(act(Act.FREEZE, at(90), at(100))));
      words = awaitWords(topics, 70);
      assertWords(words, counts.and(time -> time.isBefore(at(90))));
      assertEquals(at(90), head(words).frozen().since());
      assertEquals(List.of("images"), head(words).frozen().sources());
      topics.send(Topic.IMAGES, sent(100, 160));
      topics.await(Topic.LABELS, 160);
      assertWords(awaitWords(topics, 70), counts.and(time -> time.isBefore(at(90))));

      topics.send(Topic.CONTROLS, List.of(act(Act.UNFREEZE, null, at(160))));
      words = awaitWords(topics, 70, head -> head.frozen() == null);
      topics.send(Topic.IMAGES, sent(160, 200));
      Predicate<Instant> kept =
          counts.and(time -> time.isBefore(at(90)) || !time.isBefore(at(160)));
      words = awaitWords(topics, 110);
      assertWords(words, kept);
      assertTrue(head(words).history().size() > 1);
      assertAcknowledged(topics);
    }
  }

  private static void assertAcknowledged(RunTopics topics) throws Exception {
    List<String> details =
        topics
            .await(
                Topic.STATUS,
                records ->
                    records.stream()
                            .map(record -> Said.read(record, Topic.STATUS))
                            .filter(status -> status.kind() == StatusKind.CONTROL)
                            .filter(status -> status.state() == StatusState.ACTIVE)
                            .count()
                        >= 3)
            .stream()
            .map(record -> Said.read(record, Topic.STATUS).detail())
            .toList();
    assertTrue(
        details.contains(
            "rollback to %s of images by anna from %s on: a test".formatted(at(40), at(60))),
        details::toString);
    assertTrue(
        details.contains(
            "rollback by anna: 20 events of images since %s are out".formatted(at(40))),
        details::toString);
  }

  private static List<TopicRecord> awaitWords(RunTopics topics, int support) {
    return awaitWords(topics, support, head -> true);
  }

  /** Waits until the newest head's words of images rest on as many images as expected. */
  private static List<TopicRecord> awaitWords(
      RunTopics topics, int support, Predicate<WordsHead> further) {
    return topics.await(
        Topic.WORDS,
        records -> {
          long birds =
              Math.round(
                  word(records, "bird", "landbird").map(Word::support).orElse(0.0)
                      + word(records, "bird", "waterbird").map(Word::support).orElse(0.0));
          return birds == support && head(records) != null && further.test(head(records));
        });
  }

  private static Optional<Word> word(List<TopicRecord> records, String factor, String value) {
    Word found = null;
    for (TopicRecord record : records) {
      if (record.value() != null
          && Said.read(record, Topic.WORDS) instanceof Word word
          && word.source() == Source.IMAGES
          && word.factor().equals(factor)
          && word.value().equals(value)) {
        found = word;
      }
    }
    return Optional.ofNullable(found);
  }

  private static WordsHead head(List<TopicRecord> records) {
    WordsHead newest = null;
    for (TopicRecord record : records) {
      if (record.value() != null && Said.read(record, Topic.WORDS) instanceof WordsHead head) {
        newest = head;
      }
    }
    return newest;
  }

  private static void assertWords(List<TopicRecord> records, Predicate<Instant> counts) {
    BatchOracle oracle = new BatchOracle(BIRDS);
    IMAGES.stream()
        .filter(image -> counts.test(image.time()))
        .filter(image -> isSent(records, image))
        .forEach(image -> oracle.add(image.cell(), unit(image)));
    double[][] expected = oracle.words();
    int row = 1;
    for (String factor : BIRDS.factors().keySet()) {
      for (String value : BIRDS.factors().get(factor).names()) {
        double[] actual = word(records, factor, value).orElseThrow().vector();
        assertArrayEquals(expected[row], actual, 1e-6, factor + "/" + value);
        row++;
      }
    }
  }

  /** What came by the newest head: its images reach up to there. */
  private static boolean isSent(List<TopicRecord> records, Shown image) {
    return !image.time().isAfter(head(records).asOf());
  }
}
