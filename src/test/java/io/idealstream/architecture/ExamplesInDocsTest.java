package io.idealstream.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.fixtures.DocPage.Block;
import io.idealstream.job.SettingsReader;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages show as YAML and as JSON is taken by the code that reads such files and records.
 */
class ExamplesInDocsTest {

  private static final Path SPACE = Path.of("conf/spaces/birds.yaml");
  private static final Path POLICY = Path.of("conf/policies/birds-on-water.yaml");

  /** Fields by which a record of a topic is known. */
  private static final Map<Topic<?>, Set<String>> MARKS =
      Map.of(
          Topic.CONCEPTS, Set.of("concept", "role"),
          Topic.TRANSACTIONS, Set.of("transaction"),
          Topic.LABELS, Set.of("spaceVersion", "factors"),
          Topic.FEEDBACK, Set.of("id", "values", "source"),
          Topic.QUALITY, Set.of("spaceVersion", "asOf", "raw"));

  private static final Set<String> IMAGES = Set.of("image", "embedding");

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> everyYamlIsRead() throws IOException {
    return blocks("yaml").map(each -> DynamicTest.dynamicTest(each.toString(), () -> read(each)));
  }

  @TestFactory
  Stream<DynamicTest> everyJsonIsRead() throws IOException {
    return blocks("json")
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.toString(), () -> objects(each).forEach(ExamplesInDocsTest::decode)));
  }

  @Test
  void thereAreSomeOfEachKind() throws IOException {
    assertTrue(blocks("yaml").count() > 15);
    assertTrue(blocks("json").count() > 25);
    for (Topic<?> topic : MARKS.keySet()) {
      assertTrue(
          blocks("json")
              .flatMap(block -> objects(block).stream())
              .anyMatch(text -> isOf(topic, fields(text))),
          topic.code());
    }
  }

  private static Stream<Block> blocks(String language) throws IOException {
    return DocPage.all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals(language));
  }

  // ---- YAML

  private static void read(Block block) throws IOException {
    String name = block.toString();
    byte[] bytes = block.text().getBytes(UTF_8);
    Map<String, Object> fields = Yaml.read(name, bytes).fields();
    if (fields.containsKey("space")) {
      SpaceFile.read(name, bytes);
    } else if (fields.containsKey("policy")) {
      PolicyFile.read(name, bytes, Vocabulary.UNKNOWN);
    } else if (fields.containsKey("examples")) {
      PolicyFile.read(name, over(POLICY, fields), Vocabulary.UNKNOWN);
    } else if (isPartOfASpace(fields)) {
      SpaceFile.read(name, over(SPACE, fields));
    } else {
      SettingsReader.read(Files.write(folder.resolve("job.yaml"), bytes));
    }
  }

  private static boolean isPartOfASpace(Map<String, Object> fields) {
    return Set.of("factors", "gate", "estimate", "method").containsAll(fields.keySet());
  }

  /** A file with some fields as a page shows them. */
  private static byte[] over(Path file, Map<String, Object> fields) {
    Map<String, Object> whole = new LinkedHashMap<>(Yaml.read(file).fields());
    merge(whole, fields);
    return Json.text(whole).getBytes(UTF_8);
  }

  private static void merge(Map<String, Object> whole, Map<?, ?> part) {
    part.forEach(
        (key, value) -> {
          String name = (String) key;
          if (whole.get(name) instanceof Map<?, ?> there && value instanceof Map<?, ?> here) {
            Map<String, Object> merged = new LinkedHashMap<>();
            there.forEach((inner, each) -> merged.put((String) inner, each));
            merge(merged, here);
            whole.put(name, merged);
          } else {
            whole.put(name, value);
          }
        });
  }

  // ---- JSON

  /** One object over several lines, or one a line. */
  private static List<String> objects(Block block) {
    List<String> lines = block.text().lines().toList();
    return lines.stream().allMatch(line -> line.startsWith("{")) ? lines : List.of(block.text());
  }

  private static void decode(String text) {
    Map<String, Object> fields = fields(text);
    List<Topic<?>> topics = Topic.all().stream().filter(topic -> isOf(topic, fields)).toList();
    assertTrue(topics.size() <= 1, topics::toString);
    for (Topic<?> topic : topics) {
      try {
        topic.decode(text.getBytes(UTF_8), Encoding.JSON);
      } catch (Unreadable why) {
        throw new AssertionError(topic + ": " + why.getMessage(), why);
      }
    }
  }

  private static Map<String, Object> fields(String text) {
    try {
      return Json.object(text.getBytes(UTF_8));
    } catch (Unreadable why) {
      throw new AssertionError(why.getMessage(), why);
    }
  }

  private static boolean isOf(Topic<?> topic, Map<String, Object> fields) {
    return topic == Topic.IMAGES
        ? fields.containsKey("id") && IMAGES.stream().anyMatch(fields::containsKey)
        : MARKS.containsKey(topic) && fields.keySet().containsAll(MARKS.get(topic));
  }
}
