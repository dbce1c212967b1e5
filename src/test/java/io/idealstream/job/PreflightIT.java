package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import io.idealstream.wire.config.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PreflightIT {
  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void whatIsWrongHereAndInKafkaIsNamedInOneList() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    List<String> problems =
        problems(
            """
            kafka: {bootstrap-servers: "%s"}
            topics: {prefix: "%s"}
            model: {folder: "%s"}
            checkpoint: {folder: "%s"}
            """
                .formatted(kafka.bootstrapServers(), kafka.prefix(), folder.resolve("none"), file));
    assertEquals(3, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("model.folder: "), problems.get(0));
    assertTrue(problems.get(1).startsWith("checkpoint.folder: "), problems.get(1));
    // texts come from elsewhere where no model is open
    List<String> missing =
        Topic.all().stream()
            .filter(topic -> topic != Topic.TEXTS)
            .map(kafka::name)
            .filter(name -> !problems.get(2).contains(name))
            .toList();
    assertEquals(List.of(), missing);
    assertTrue(
        problems.get(2).startsWith("Kafka at %s: topics ".formatted(kafka.bootstrapServers())),
        problems.get(2));
  }

  @Test
  void thatKafkaDoesNotAnswerIsOneOfTheProblems() {
    List<String> problems =
        problems(
            """
            kafka: {bootstrap-servers: "localhost:1", patience: 500ms}
            model: {folder: "%s"}
            """
                .formatted(folder.resolve("none")));
    assertEquals(2, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("model.folder: "), problems.get(0));
    assertTrue(
        problems.get(1).contains("Kafka at localhost:1 did not answer within 0.5 s"),
        problems.get(1));
  }

  @Test
  void aTransactionLongerThanTheBrokerAllowsIsOneOfTheProblems() {
    kafka.createTopics(1);
    List<String> problems =
        problems(
            """
            kafka: {bootstrap-servers: "%s"}
            topics: {prefix: "%s"}
            output: {transaction-timeout: 10d}
            """
                .formatted(kafka.bootstrapServers(), kafka.prefix()));
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(
        problems.get(0).contains(": output.transaction-timeout: expected at most"),
        problems.get(0));
  }

  private static List<String> problems(String yaml) {
    JobSettings settings =
        SettingsReader.read("job.yaml", Yaml.read("job.yaml", yaml.getBytes(UTF_8)));
    return assertThrows(Misconfigured.class, () -> Preflight.check(settings)).problems();
  }
}
