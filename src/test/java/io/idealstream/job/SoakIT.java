package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The settings as they are shipped, many distinct pictures, many queries and 1 GB of heap: nothing
 * fails, every picture is labelled once. Run by the profile {@code slow}.
 */
class SoakIT {
  private static final int PICTURES = Integer.getInteger("soak.pictures", 0);
  private static final int QUERIES = 5_000;
  private static final Duration STANDSTILL = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void theShippedSettingsLast() throws Exception {
    assumeTrue(PICTURES > 0, "in the slow profile alone");
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      KafkaConnection kafka = KafkaConnection.to(broker.bootstrapServers());
      RunTopics topics = new RunTopics(kafka, Topic.DEFAULT_PREFIX, () -> "a run of its own");
      topics.begin();
      topics.send(
          Topic.QUERIES,
          IntStream.range(0, QUERIES)
              .mapToObj(i -> RunTopics.query("q" + i, "a photo of thing number " + i, null))
              .toList());
      Path config = folder.resolve("job.yaml");
      Files.writeString(
          config,
          "kafka: {bootstrap-servers: \"%s\"}\nstate: {folder: \"%s\"}\n"
              .formatted(broker.bootstrapServers(), folder.resolve("state")));
      try (RunProcess run = RunProcess.start("run", folder, RunProcess.SHIPPED, config)) {
        run.awaitRunning();
        publish(kafka);
        assertEquals(PICTURES, distinctLabels(kafka, run), run::output);
        assertFalse(run.output().contains("failed"), run::output);
        assertEquals(0, run.terminate(), run::output);
        assertTrue(run.output().contains("Stopped, savepoint "), run::output);
      }
    }
  }

  private static void publish(KafkaConnection kafka) {
    String topic = Topic.IMAGES.under(Topic.DEFAULT_PREFIX);
    try (Publisher publisher = Publisher.to(kafka, List.of(topic))) {
      IntStream.range(0, PICTURES).forEach(i -> publisher.send(topic, SamplePictures.message(i)));
    }
  }

  /** Waits for the labels as long as they come; a label that comes twice fails. */
  private static int distinctLabels(KafkaConnection kafka, RunProcess run) {
    Set<String> labelled = new HashSet<>();
    String topic = Topic.LABELS.under(Topic.DEFAULT_PREFIX);
    long moved = System.nanoTime();
    try (Tail tail = Tail.of(kafka, List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      while (labelled.size() < PICTURES
          && run.isAlive()
          && System.nanoTime() - moved < STANDSTILL.toNanos()) {
        for (var message : tail.next(Duration.ofMillis(200))) {
          String key = new String(message.key(), UTF_8);
          assertTrue(labelled.add(key), () -> "labelled twice: " + key);
          moved = System.nanoTime();
        }
      }
    }
    return labelled.size();
  }
}
