package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.pinned.PinnedCollector;
import io.idealstream.wire.pinned.PinnedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Words that were pinned label the same records in the same way, byte by byte. */
@Tag("long")
class ReplayIT {
  private static final MixedFeed FEED = new MixedFeed(200);

  /** As settings for tests have it. */
  private static final long IDLE_MILLIS = 1_000;

  private static final String SPACE =
      """
      space: birds
      templates: ["a photo of a {bird} {place}"]
      plain: {bird: ["a photo of a {bird}"]}
      factors:
        bird: {role: label, values: [landbird, waterbird]}
        place: {role: spurious, values: {land: ["on land"], water: ["on water"]}}
      method: cleared-words
      estimate: {label-source: blend}
      """;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void theSameFileAndRecordsGiveTheSameLabelsWhateverTheParallelism() throws Exception {
    Path words = folder.resolve("words.json");
    Map<String, String> live = new TreeMap<>();
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE)) {
      run.topics()
          .send(
              Topic.SPACES,
              List.of(RunTopics.space(SpaceFile.read("test", SPACE.getBytes(UTF_8)))));
      run.topics().send(Topic.IMAGES, FEED.messages());
      run.topics().await(Topic.LABELS, FEED.good());
      run.topics().await(Topic.WORDS, records -> blended(records) >= FEED.good());
      live.putAll(labels(run.topics()));
      export(run.topics(), words);
    }
    Map<String, String> first = replayed("first.", 1, words);
    Map<String, String> second = replayed("second.", 2, words);
    assertEquals(live.keySet(), first.keySet());
    assertEquals(first, second);
    for (String label : first.values()) {
      assertTrue(label.contains("\"source\":\"blend\""), label);
      assertTrue(label.contains("\"debiased\":true"), label);
    }
  }

  @Test
  void aFileOfAnotherModelAndWhatIsNoFileAreRefusedBeforeAnythingStarts() throws Exception {
    Path words = folder.resolve("words.json");
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 1, Topology.Interception.NONE)) {
      run.topics().await(Topic.WORDS, 5);
      export(run.topics(), words);
    }
    String model = model(Files.readString(words));
    Files.writeString(words, Files.readString(words).replace(model, "sha256:other"));
    Misconfigured refused = assertThrows(Misconfigured.class, () -> replayed("refused.", 1, words));
    assertEquals(
        List.of("birds: its words are of model sha256:other, model.folder is " + model),
        refused.problems());
    assertThrows(Misconfigured.class, () -> replayed("refused.", 1, folder.resolve("none.json")));
  }

  private static String model(String file) {
    int from = file.indexOf("sha256:");
    return file.substring(from, from + "sha256:".length() + 64);
  }

  /** Labels by item as they lie in the topic. */
  private Map<String, String> replayed(String name, int parallelism, Path words) throws Exception {
    try (JobRun run =
        JobRun.replay(
            kafka.connection(), kafka.prefix(), kafka.prefix() + name, parallelism, words)) {
      run.topics().await(Topic.LABELS, FEED.good());
      run.topics().await(Topic.DEAD_LETTERS, FEED.bad());
      assertEquals(List.of(), run.topics().all(Topic.WORDS, Isolation.READ_COMMITTED));
      Thread.sleep(3 * IDLE_MILLIS); // time must not run to its end where all is silent
      new RunTopics(kafka.connection(), kafka.prefix(), () -> "over")
          .send(Topic.FEEDBACK, new MixedFeedback(FEED).about(0, FEED.messages().size()));
      run.topics().await(Topic.QUALITY, 1); // of the version of the file, which is the second
      return labels(run.topics());
    }
  }

  private static Map<String, String> labels(RunTopics topics) throws Exception {
    Map<String, String> labels = new TreeMap<>();
    for (TopicRecord record : topics.all(Topic.LABELS, Isolation.READ_COMMITTED)) {
      Label label = Topic.LABELS.decode(record);
      String before =
          labels.put(label.feed() + "/" + label.id(), new String(record.value(), UTF_8));
      assertEquals(null, before, "twice");
    }
    return labels;
  }

  private static double blended(List<TopicRecord> records) {
    return Said.votes(records, Source.BLEND);
  }

  static void export(RunTopics topics, Path file) throws Exception {
    PinnedCollector collector = new PinnedCollector();
    topics.all(Topic.WORDS, Isolation.READ_COMMITTED).forEach(collector::takeWords);
    topics.all(Topic.SPACES, Isolation.READ_COMMITTED).forEach(collector::takeSpace);
    Problems problems = new Problems();
    PinnedFile.write(file, collector.spaces(name -> true, problems));
    assertTrue(problems.none());
  }
}
