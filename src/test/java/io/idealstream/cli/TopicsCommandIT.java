package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandIT {
  private static final Set<Topic<?>> INPUTS =
      Set.of(
          Topic.IMAGES,
          Topic.CAPTIONS,
          Topic.FEEDBACK,
          Topic.QUERIES,
          Topic.CONCEPTS,
          Topic.CONTROLS,
          Topic.POLICIES,
          Topic.ERASURES,
          Topic.SPACES,
          Topic.TEXTS);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  @Test
  void topicsAreCreatedWhereTheJobReadsAndWhereItWrites() throws Exception {
    String in = kafka.prefix() + "in.";
    String out = kafka.prefix() + "out.";
    Path config =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            kafka: {bootstrap-servers: "%s"}
            topics: {prefix: "%s", output-prefix: "%s"}
            """
                .formatted(kafka.connection().bootstrapServers(), in, out));
    CommandRun created = CommandRun.of("topics", "create", "--config", config.toString());
    assertEquals(0, created.code(), created::toString);
    assertEquals(
        Topic.all().stream()
            .map(topic -> topic.under(INPUTS.contains(topic) ? in : out))
            .collect(Collectors.toSet()),
        created.out().lines().collect(Collectors.toSet()));
    CommandRun described = CommandRun.of("topics", "describe", "--config", config.toString());
    assertEquals(0, described.code(), described::toString);
  }
}
