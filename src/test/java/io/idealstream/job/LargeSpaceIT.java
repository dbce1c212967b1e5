package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.Topics;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.Resources;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A space of 10^12 cells in the whole job, with the bundled model: six factors of 100 values. */
class LargeSpaceIT {
  private static final int FACTORS = 6;
  private static final int VALUES = 100;
  private static final int PICTURES = 60;
  private static final int ITEMS = 1_200;
  private static final int PROMPTED = 700;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private static String space(String weighting) {
    String places =
        IntStream.range(0, FACTORS).mapToObj("{f%d}"::formatted).collect(Collectors.joining(" "));
    StringBuilder yaml =
        new StringBuilder(
            """
            space: large
            templates: ["%s"]
            plain: {f0: ["{f0}"]}
            estimate: {weighting: %s}
            factors:
            """
                .formatted(places, weighting));
    for (int i = 0; i < FACTORS; i++) {
      String values = numbered(i + "v").collect(Collectors.joining(","));
      String role = i == 0 ? "label" : "spurious";
      yaml.append("  f%d: {role: %s, values: [%s]}\n".formatted(i, role, values));
    }
    return yaml.toString();
  }

  private static Stream<String> numbered(String start) {
    return IntStream.range(0, VALUES).mapToObj(v -> start + v);
  }

  /** Pictures of random cells. */
  private static List<Outgoing> items() {
    Random random = new Random(1);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      pictures.add(Resources.bytes(String.format("/samples/pictures/%03d.jpg", i)));
    }
    List<Outgoing> items = new ArrayList<>();
    for (int n = 0; n < ITEMS; n++) {
      Map<String, List<String>> values = new HashMap<>();
      for (int i = 0; i < FACTORS; i++) {
        values.put("f" + i, List.of(i + "v" + random.nextInt(VALUES)));
      }
      ImageItem item =
          new ImageItem(
              "i-" + n,
              "feed-" + n % 7,
              MixedFeed.START.plusMillis(n),
              pictures.get(n % PICTURES),
              null,
              null,
              null,
              values);
      items.add(Pictures.message(item, "image/jpeg"));
    }
    return items;
  }

  /** By counts the 1,200 cells are folded, by cells they are kept. */
  @ParameterizedTest
  @CsvSource({"hashmap, cells", "rocksdb, counts"})
  void everyItemIsLabelledAndEveryWordIsPublished(String backend, String weighting)
      throws Exception {
    try (Topics topics = Topics.on(kafka.connection(), kafka.prefix())) {
      topics.createMissing(4);
    }
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "at work");
    topics.send(
        Topic.SPACES,
        List.of(RunTopics.space(SpaceFile.read("large", space(weighting).getBytes(UTF_8)))));
    topics.send(Topic.IMAGES, items());
    Job job = Job.prepare(settings(topics, backend));
    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(job.configuration())) {
      job.define(environment, Topology.Interception.NONE);
      JobClient client = environment.executeAsync("large");

      for (TopicRecord message : topics.await(Topic.LABELS, ITEMS)) {
        Label label = Said.read(message, Topic.LABELS);
        assertEquals(VALUES, label.factors().get("f0").probabilities().size());
      }
      topics.await(Topic.WORDS, words -> votes(words) == ITEMS);
      List<TopicRecord> all = topics.all(Topic.WORDS, Isolation.READ_COMMITTED);
      Map<String, Word> words = words(all, "large/");
      assertEquals(2 * FACTORS * VALUES, words.size(), "words of prompts and of images");
      assertTrue(words.values().stream().allMatch(word -> word.vector().length > 0));
      Status active = Said.read(topics.await(Topic.STATUS, 1).get(0), Topic.STATUS);
      assertTrue(
          active.detail().endsWith("; prompts: 700 of 1,000,000,000,000 cells"), active::detail);
      client.cancel().get();
    }
  }

  private static JobSettings settings(RunTopics topics, String backend) {
    String yaml =
        topics
                .settings(2)
                .replace("words: {interval: 500ms}", "words: {interval: 3s}")
                .replace("parallelism:", "spaces: {max-prompted: " + PROMPTED + "}\nparallelism:")
            + """
              state.backend.type: %s
              taskmanager.memory.network.min: 256mb
              taskmanager.memory.network.max: 256mb
            """
                .formatted(backend);
    return SettingsReader.read("large", Yaml.read("large", yaml.getBytes(UTF_8)));
  }

  /** Items that voted for the last words of the images. */
  private static double votes(List<TopicRecord> messages) {
    return Math.rint(
        words(messages, "large/*/images/f0/").values().stream().mapToDouble(Word::support).sum());
  }

  /** The last words under keys that start so. */
  private static Map<String, Word> words(List<TopicRecord> messages, String start) {
    Map<String, Word> last = new HashMap<>();
    for (TopicRecord message : messages) {
      String key = new String(message.key(), UTF_8);
      if (key.startsWith(start)) {
        last.put(key, (Word) Said.read(message, Topic.WORDS));
      }
    }
    return last;
  }
}
