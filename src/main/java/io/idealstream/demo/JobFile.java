package io.idealstream.demo;

import io.idealstream.wire.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The configuration of the demo's job: a file like any other, for a machine of two cores. */
final class JobFile {

  private static final int MOST_SUBTASKS = 2;

  private JobFile() {}

  static int subtasks() {
    return Math.min(MOST_SUBTASKS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Writes {@code job.yaml}; checkpoints will lie beside it.
   *
   * @param group in whose name the job reads
   * @param feed how long it runs: half of it says what is normal
   * @param model its folder; empty for the bundled one
   */
  static Path write(Path folder, Kafka kafka, String group, Duration feed, Optional<Path> model)
      throws IOException {
    long seconds = feed.toSeconds();
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        kafka: {bootstrap-servers: "%s", group: %s}
        topics: {prefix: %s}
        output: {delivery: exactly-once}
        checkpoint: {interval: 1s, folder: "%s"}
        words: {interval: 5s}
        drift:
          interval: 1s
          false-alarms: 1 per 1h
          reference: {items: %d, at-least: %ds}
        parallelism: %d
        %s
        """
            .formatted(
                kafka.connection().bootstrapServers(),
                group,
                kafka.prefix(),
                folder.resolve("checkpoints").toUri(),
                Math.max(100, Math.min(300, 2 * seconds)),
                Math.max(1, seconds / 2),
                subtasks(),
                model.map(place -> "model: {folder: %s}".formatted(quoted(place))).orElse("")));
  }

  /** As JSON, which YAML takes, writes a text. */
  private static String quoted(Path path) {
    return Json.text(path.toAbsolutePath().toString());
  }
}
