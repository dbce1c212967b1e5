package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Header;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two jobs of two models on the same topics. What shows a cat to one model has the vector of a dog
 * to the other, so that who compares vectors of two models is wrong.
 */
class TwoModelsIT {
  private static final String FIRST = "clip/first";
  private static final String SECOND = "clip/second";

  private static final List<String> CELLS = List.of("cat-in", "cat-out", "dog-in", "dog-out");

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void aSecondModelRunsBesideTheFirstAndTheFirstGoesOnWithIt() throws Exception {
    String prefix = kafka.prefix();
    RunTopics topics = new RunTopics(kafka.connection(), prefix, () -> "not started");
    topics.create();
    topics.send(Topic.SPACES, List.of(Pets.space()));
    topics.send(Topic.TEXTS, texts());
    topics.send(Topic.IMAGES, images("alone"));
    String savepoint;
    long before;
    try (JobRun first = beside(prefix, FIRST)) {
      Map<String, FactorLabel> alone = answers(first, FIRST, 4);
      try (JobRun second = beside(prefix + "second.", SECOND)) {
        topics.send(Topic.IMAGES, images("both"));
        Map<String, FactorLabel> both = answers(first, FIRST, 8);
        CELLS.forEach(cell -> assertEquals(alone.get("alone-" + cell), both.get("both-" + cell)));
        assertEquals(pets("alone", "both"), pets(both));
        assertEquals(pets("alone", "both"), pets(answers(second, SECOND, 8)));
        assertWords(first, FIRST, 8);
        assertWords(second, SECOND, 8);
        savepoint = first.stop(folder);
        before = newestVersion(all(first, Topic.WORDS));
        topics.send(Topic.IMAGES, images("after"));
        assertEquals(pets("alone", "both", "after"), pets(answers(second, SECOND, 12)));
        assertEquals(List.of(), all(first, Topic.DEAD_LETTERS));
        assertEquals(List.of(), all(second, Topic.DEAD_LETTERS));
      }
    }

    try (JobRun switched =
        JobRun.resumeGiven(kafka.connection(), prefix, 1, given(SECOND), savepoint)) {
      List<Label> labels = labels(switched, 12);
      assertEquals(pets("alone", "both", "after"), pets(byItem(labels)));
      assertEquals(
          Map.of(FIRST, 8L, SECOND, 4L),
          labels.stream().collect(Collectors.groupingBy(Label::model, Collectors.counting())));
      assertEquals(
          Set.of(1L), labels.stream().map(Label::spaceVersion).collect(Collectors.toSet()));
      assertWords(switched, SECOND, 4);
      assertTrue(newestVersion(all(switched, Topic.WORDS)) > before);
      assertEquals(List.of(), all(switched, Topic.DEAD_LETTERS));
    }
  }

  private JobRun beside(String prefix, String model) throws Exception {
    return JobRun.beginBeside(
        kafka.connection(), kafka.prefix(), prefix, "{vectors: %s}".formatted(given(model)));
  }

  /** The model, and that vectors of the other are left aside. */
  private static String given(String model) {
    return "{id: \"%s\", dimension: 4, logit-scale: 50, normalize: true}, others: ignore"
        .formatted(model);
  }

  /** What a job says of the pet on each item; all of it is by one model and said once. */
  private static Map<String, FactorLabel> answers(JobRun run, String model, int expected) {
    List<Label> labels = labels(run, expected);
    assertTrue(labels.stream().allMatch(label -> label.model().equals(model)), labels::toString);
    return byItem(labels);
  }

  private static List<Label> labels(JobRun run, int expected) {
    List<Label> labels =
        run.topics().await(Topic.LABELS, expected).stream()
            .map(record -> Read.of(Topic.LABELS, record))
            .toList();
    assertEquals(expected, labels.size());
    return labels;
  }

  /** Fails where an item has two labels. */
  private static Map<String, FactorLabel> byItem(List<Label> labels) {
    return labels.stream()
        .collect(Collectors.toMap(Label::id, label -> label.factors().get("pet")));
  }

  private static Map<String, String> pets(Map<String, FactorLabel> answers) {
    Map<String, String> pets = new TreeMap<>();
    answers.forEach((item, answer) -> pets.put(item, answer.label()));
    return pets;
  }

  /** What the items show. */
  private static Map<String, String> pets(String... rounds) {
    Map<String, String> pets = new TreeMap<>();
    for (String round : rounds) {
      CELLS.forEach(cell -> pets.put(round + "-" + cell, cell.substring(0, 3)));
    }
    return pets;
  }

  /** Awaits words of which as many items have voted, all of one model since it is the job's. */
  private static void assertWords(JobRun run, String model, long votes) {
    run.topics().await(Topic.WORDS, records -> votes(records, model) == votes);
    Map<String, WordsRecord> last = new TreeMap<>();
    long version = 0;
    for (TopicRecord record : all(run, Topic.WORDS)) {
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        last.remove(key);
        continue;
      }
      WordsRecord said = Read.of(Topic.WORDS, record);
      last.put(key, said);
      if (said instanceof WordsHead head) {
        assertTrue(head.version() > version, head::toString);
        version = head.version();
      }
    }
    assertEquals(
        Set.of(model), last.values().stream().map(TwoModelsIT::model).collect(Collectors.toSet()));
  }

  private static String model(WordsRecord said) {
    return said instanceof WordsHead head ? head.model() : ((Word) said).model();
  }

  /** Items that voted for the last words of a model. */
  private static long votes(List<TopicRecord> records, String model) {
    Map<String, Double> support = new TreeMap<>();
    for (TopicRecord record : records) {
      if (record.value() != null
          && Read.of(Topic.WORDS, record) instanceof Word word
          && word.model().equals(model)
          && word.source() == Source.IMAGES
          && word.factor().equals("pet")) {
        support.put(word.value(), word.support());
      }
    }
    return Math.round(support.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  private static long newestVersion(List<TopicRecord> words) {
    return words.stream()
        .filter(record -> record.value() != null)
        .map(record -> Read.of(Topic.WORDS, record))
        .filter(WordsHead.class::isInstance)
        .mapToLong(head -> ((WordsHead) head).version())
        .max()
        .orElseThrow();
  }

  private static List<TopicRecord> all(JobRun run, Topic<?> topic) {
    return run.topics().all(topic, Isolation.READ_COMMITTED);
  }

  /** Each text with a vector of either model. */
  private static List<Outgoing> texts() {
    List<Outgoing> texts = new ArrayList<>();
    for (String model : List.of(FIRST, SECOND)) {
      for (String pet : List.of("cat", "dog")) {
        texts.add(text("a " + pet, vector(model, pet, 0), model));
        texts.add(text("a " + pet + " inside", vector(model, pet, 1), model));
        texts.add(text("a " + pet + " outside", vector(model, pet, -1), model));
      }
    }
    return texts;
  }

  private static Outgoing text(String text, float[] vector, String model) {
    return Topic.TEXTS.message(new TextVector(text, vector, model), Encoding.JSON);
  }

  /** Each item with a vector of either model, the other model's first. */
  private static List<Outgoing> images(String... rounds) {
    List<Outgoing> images = new ArrayList<>();
    for (String round : rounds) {
      for (String cell : CELLS) {
        images.add(image(round, cell, SECOND));
        images.add(image(round, cell, FIRST));
      }
    }
    return images;
  }

  private static Outgoing image(String round, String cell, String model) {
    String pet = cell.substring(0, 3);
    String place = cell.substring(4);
    String value =
        "{\"id\":\"%s-%s\",\"embedding\":%s,\"model\":\"%s\",\"values\":{\"pet\":\"%s\",\"place\":\"%s\"}}"
            .formatted(
                round,
                cell,
                Arrays.toString(vector(model, pet, place.equals("in") ? 1 : -1)),
                model,
                pet,
                place);
    return new Outgoing(
        "pets".getBytes(UTF_8),
        value.getBytes(UTF_8),
        List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType())));
  }

  private static float[] vector(String model, String pet, float place) {
    boolean cat = pet.equals("cat") == model.equals(FIRST);
    return new float[] {cat ? 1 : 0, cat ? 0 : 1, place, 0};
  }
}
