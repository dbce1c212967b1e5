package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  /** A value other than the stand-in, for every setting. */
  private static final Map<Setting, String> OTHER = other();

  private static Map<Setting, String> other() {
    return Map.ofEntries(
        Map.entry(Setting.KAFKA_BOOTSTRAP_SERVERS, "broker-1:9093,broker-2:9093"),
        Map.entry(Setting.KAFKA_PROPERTIES, "{security.protocol: SSL, retries: 7}"),
        Map.entry(Setting.KAFKA_GROUP, "other"),
        Map.entry(Setting.KAFKA_PATIENCE, "3s"),
        Map.entry(Setting.TOPICS_PREFIX, "test."),
        Map.entry(Setting.TOPICS_OUTPUT_PREFIX, "replay."),
        Map.entry(Setting.MODEL_FOLDER, "models/clip"),
        Map.entry(Setting.MODEL_VARIANT, "fp16"),
        Map.entry(Setting.MODEL_THREADS, "2"),
        Map.entry(Setting.MODEL_DECODE_AHEAD, "always"),
        Map.entry(Setting.MODEL_MEMORY, "release"),
        Map.entry(Setting.MODEL_DYNAMIC_QUANTIZATION, "batched"),
        Map.entry(Setting.MODEL_LOGIT_SCALE, "42.5"),
        Map.entry(Setting.MODEL_VECTORS, "{id: clip, dimension: 4}"),
        Map.entry(Setting.MODEL_OTHERS, "ignore"),
        Map.entry(Setting.IMAGES_ALPHA, "drop"),
        Map.entry(Setting.IMAGES_ID_FROM, "key"),
        Map.entry(Setting.IMAGES_MAX_BYTES, "1000"),
        Map.entry(Setting.IMAGES_MAX_PIXELS, "2000"),
        Map.entry(Setting.BATCH_SIZE, "8"),
        Map.entry(Setting.BATCH_AGE, "5ms"),
        Map.entry(Setting.BATCH_BYTES, "1000000"),
        Map.entry(Setting.INPUT_START, "latest"),
        Map.entry(Setting.INPUT_MAX_CLOCK_SKEW, "1m"),
        Map.entry(Setting.INPUT_OUT_OF_ORDER, "1s"),
        Map.entry(Setting.INPUT_IDLE_AFTER, "2s"),
        Map.entry(Setting.SPACES_SLICE, "3"),
        Map.entry(Setting.SPACES_TEXT_CACHE, "4"),
        Map.entry(Setting.SPACES_MAX_CELLS, "5"),
        Map.entry(Setting.SPACES_MAX_PROMPTED, "8"),
        Map.entry(Setting.SPACES_MAX_FEEDS, "6"),
        Map.entry(Setting.WORDS_INTERVAL, "7s"),
        Map.entry(Setting.WORDS_HISTORY_EVERY, "10m"),
        Map.entry(Setting.WORDS_HISTORY_KEEP, "6"),
        Map.entry(Setting.WORDS_HISTORY_SUMS, "100"),
        Map.entry(Setting.WAITING_MAX_ITEMS, "6"),
        Map.entry(Setting.QUERIES_LOOK_BACK_BYTES, "1024"),
        Map.entry(Setting.FEEDBACK_WAIT, "9m"),
        Map.entry(Setting.FEEDBACK_VECTORS, "drop"),
        Map.entry(Setting.FEEDBACK_MAX_ITEMS, "11"),
        Map.entry(Setting.DRIFT_FALSE_ALARMS, "2 per 7d"),
        Map.entry(Setting.DRIFT_INTERVAL, "30s"),
        Map.entry(Setting.DRIFT_REFERENCE, "{items: 500, at-least: 2h}"),
        Map.entry(Setting.DRIFT_SEASON, "24h"),
        Map.entry(Setting.DRIFT_LEAST_CHANGE, "{shares: 3 points}"),
        Map.entry(Setting.DRIFT_WATCH, "[shares, unnamed]"),
        Map.entry(Setting.DRIFT_ON_DRIFT, "freeze"),
        Map.entry(Setting.DRIFT_MAX_ITEMS, "100"),
        Map.entry(Setting.DRIFT_MAX_FEEDS, "3"),
        Map.entry(Setting.OUTPUT_ENCODING, "avro"),
        Map.entry(Setting.OUTPUT_DELIVERY, "at-least-once"),
        Map.entry(Setting.OUTPUT_TOPICS, "{labels: {encoding: avro, delivery: at-least-once}}"),
        Map.entry(Setting.OUTPUT_TRANSACTIONAL_ID, "second"),
        Map.entry(Setting.OUTPUT_TRANSACTION_TIMEOUT, "2m"),
        Map.entry(Setting.OUTPUT_MAX_BYTES, "9000"),
        Map.entry(Setting.DELIVERY_ON_LOSS, "stop"),
        Map.entry(Setting.DEAD_LETTERS_MAX_BYTES, "600"),
        Map.entry(Setting.CHECKPOINT_INTERVAL, "2s"),
        Map.entry(Setting.CHECKPOINT_FOLDER, "file:///checkpoints"),
        Map.entry(Setting.STATE_FOLDER, "/var/lib/idealstream"),
        Map.entry(Setting.PARALLELISM, "3"),
        Map.entry(Setting.FLINK, "{state.backend.type: rocksdb}"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everySettingIsHeard(Setting setting) {
    assertNotEquals(read(""), read(line(setting, OTHER.get(setting))), setting.path());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void everyStandInIsWhatTheGuideSays(Setting setting) {
    if (!setting.standIn().isEmpty()) {
      assertEquals(read(""), read(line(setting, setting.standIn())), setting.path());
    }
  }

  @Test
  void valuesArriveTyped() {
    JobSettings settings =
        read(
            """
            kafka: {bootstrap-servers: "k:1", properties: {retries: 7}}
            model: {folder: models/clip, logit-scale: 42.5}
            images: {max-bytes: 1000}
            batch: {size: 8, age: 5ms}
            output:
              delivery: at-least-once
              topics: {words: {delivery: exactly-once}, hits: {encoding: avro}}
            dead-letters: {max-bytes: 600}
            parallelism: 3
            """);
    assertEquals(Map.of("retries", "7"), settings.kafka().properties());
    assertEquals(Optional.of("models/clip"), settings.model().folder());
    assertEquals(42.5, settings.model().settings().logitScale().getAsDouble());
    assertEquals(1000, settings.model().settings().limits().maxBytes());
    assertEquals(8, settings.model().settings().runtime().maxBatch());
    assertEquals(Duration.ofMillis(5), settings.input().batchAge());
    assertEquals(Delivery.EXACTLY_ONCE, settings.output().delivery(Topic.WORDS));
    assertEquals(Delivery.AT_LEAST_ONCE, settings.output().delivery(Topic.HITS));
    assertEquals(Encoding.AVRO, settings.output().encoding(Topic.HITS));
    assertEquals(Encoding.JSON, settings.output().encoding(Topic.WORDS));
    assertEquals(600, settings.output().deadLetterBytes());
    assertEquals(Optional.of(3), settings.runtime().parallelism());
  }

  @Test
  void nothingWaitsForFeedbackWhereTheWaitIsZero() {
    assertEquals(Duration.ZERO, read("feedback: {wait: 0}").feedback().longest());
    assertEquals(Duration.ofHours(1), read("").feedback().longest());
  }

  @Test
  void vectorsWaitForFeedbackUnlessTheyAreDropped() {
    assertEquals(Duration.ofHours(1), read("").votes().longest());
    JobSettings dropped = read("feedback: {vectors: drop}");
    assertEquals(Duration.ZERO, dropped.votes().longest());
    assertEquals(Duration.ofHours(1), dropped.feedback().longest(), "answers wait all the same");
  }

  @Test
  void aRunKeepsItsCheckpointsInItsFolderUnlessAnotherIsNamed() {
    assertEquals(
        "file:///var/lib/idealstream/checkpoints",
        read("state: {folder: /var/lib/idealstream}").runtime().checkpointLocation());
    assertEquals(
        "file:///mnt/checkpoints",
        read("checkpoint: {folder: /mnt/checkpoints}").runtime().checkpointLocation());
    assertEquals(
        "s3://bucket/checkpoints",
        read("checkpoint: {folder: \"s3://bucket/checkpoints\"}").runtime().checkpointLocation());
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    Misconfigured misconfigured =
        assertThrows(
            Misconfigured.class,
            () ->
                read(
                    """
                    kafka: {bootstrap-server: "k:1"}
                    topics: {prefix: "a b"}
                    batch: {size: 0, age: soon}
                    output: {delivery: twice, max-bytes: 8191, topics: {images: {encoding: json}}}
                    parallelism: many
                    colour: red
                    """));
    assertEquals(9, misconfigured.problems().size(), misconfigured::getMessage);
    for (String part :
        new String[] {
          "kafka.bootstrap-server: unknown field; did you mean bootstrap-servers?",
          "topics.prefix: expected at most 200 letters of ASCII, digits, dots, hyphens and"
              + " underscores, found \"a b\"",
          "batch.size: expected a whole number from 1 to 4096, found 0",
          "batch.age",
          "output.delivery: expected exactly-once or at-least-once, found \"twice\"",
          "output.max-bytes: expected a whole number from 8192 to 1073741824, found 8191",
          "output.topics.images",
          "parallelism",
          "colour"
        }) {
      assertTrue(misconfigured.getMessage().contains(part), misconfigured::getMessage);
    }
  }

  @Test
  void referencesToSecretsAreTakenWhereTheyAreLookedUp() {
    String jaas = "${FILE:/run/secrets/login}";
    assertEquals(
        Map.of("sasl.jaas.config", jaas),
        read("kafka: {properties: {sasl.jaas.config: \"%s\"}}".formatted(jaas))
            .kafka()
            .properties());
    assertEquals(
        List.of(
            "topics.prefix: expected at most 200 letters of ASCII, digits, dots, hyphens and"
                + " underscores, found \"${ENV:A}\"",
            "checkpoint.folder: ${ENV:NAME} and ${FILE:PATH} are looked up in kafka.properties"
                + " alone",
            "flink.s3.secret-key: ${ENV:NAME} and ${FILE:PATH} are looked up in kafka.properties"
                + " alone"),
        problems(
                """
                topics: {prefix: "${ENV:A}"}
                checkpoint: {folder: "s3://${ENV:BUCKET}/a"}
                flink: {s3.secret-key: "${ENV:SECRET}"}
                """)
            .stream()
            .filter(problem -> !problem.startsWith("topics.prefix: ${"))
            .toList());
  }

  /** A password that stands in the wrong place is not repeated. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka: {properties: MARKED-1}",
        "kafka: {properties: [MARKED-1]}",
        "kafka: {properties: {sasl.jaas.config: [MARKED-1]}}",
        "kafka: {properties: {ssl: {key: MARKED-1}}}",
        "kafka: {properties: {a, 'password=MARKED-1;'}}",
        "kafka: {properties: {a: 'b \"MARKED-1\"' \"MARKED-1\"}}",
        "kafka: {properties: {a: \"MARKED-1\\x\"}}",
        "kafka:\n  properties:\n    sasl.jaas.config: x password=MARKED-1: y\n",
        "kafka:\n  properties:\n    sasl.jaas.config x password=MARKED-1\n    b: c\n",
        "flink: MARKED-1"
      })
  void whatMayBeAPasswordIsNotRepeated(String yaml) {
    Misconfigured refused = assertThrows(Misconfigured.class, () -> read(yaml));
    assertFalse(refused.getMessage().contains("MARKED"), refused::getMessage);
  }

  @Test
  void settingsAreWrittenWithoutTheValuesOfProperties() {
    String text =
        read("""
                kafka: {properties: {ssl.key.password: MARKED-1}}
                flink: {s3.secret-key: MARKED-2}
                """)
            .toString();
    assertTrue(text.contains("ssl.key.password") && text.contains("s3.secret-key"), text);
    assertFalse(text.contains("MARKED"), text);
  }

  @Test
  void theGuideIsWhatTheCodeSays() throws IOException {
    DocPage.isMadeAs("docs/configuration.md", ConfigurationGuide.markdown());
  }

  @Test
  void theFileThatShipsHoldsNoProblem() {
    assertEquals(
        "localhost:9092", SettingsReader.read(Path.of("conf/job.yaml")).kafka().bootstrapServers());
  }

  @Test
  void everySettingHasAnotherValueHere() {
    assertEquals(Arrays.asList(Setting.values()).size(), OTHER.size());
  }

  private static String line(Setting setting, String value) {
    return setting.section().isEmpty()
        ? setting.key() + ": " + value
        : setting.section() + ": {" + setting.key() + ": " + quoted(value) + "}";
  }

  private static String quoted(String value) {
    boolean plain = value.startsWith("{") || value.startsWith("[") || value.matches("[0-9.]+");
    return plain ? value : '"' + value + '"';
  }

  private static List<String> problems(String yaml) {
    return assertThrows(Misconfigured.class, () -> read(yaml)).problems();
  }

  private static JobSettings read(String yaml) {
    return SettingsReader.read(
        "job.yaml",
        Yaml.read("job.yaml", (yaml.isEmpty() ? "{}" : yaml).getBytes(StandardCharsets.UTF_8)));
  }
}
