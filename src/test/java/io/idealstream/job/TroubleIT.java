package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Hungry;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What lies outside the job fails: it is told, and either waited out or ended for. */
@Tag("long")
class TroubleIT {
  /** 1200 in the profile {@code slow}, with the settings as they are shipped. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("outage.seconds", 20));

  private static final Duration PATIENT = Duration.ofMinutes(2);
  private static final MixedFeed FEED = new MixedFeed(400);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  /**
   * One process meets both. Kafka is away for longer than sinks wait for the broker; in short
   * outages they wait less. Without a disk of its own, which takes root, only Kafka fails.
   */
  @Test
  void anOutageOfKafkaAndAFullDiskAreToldAndWaitedOutByTheSameProcess() throws Exception {
    Said expected = Undisturbed.said(kafka.connection(), kafka.prefix() + "plain.", FEED);
    try (Plant plant = new Plant(folder, TroubleIT::impatient)) {
      RunTopics topics = plant.topics();
      topics.send(Topic.IMAGES, FEED.messages().subList(0, 130));
      topics.await(Topic.LABELS, 60);
      plant.happen(new Act(Act.Kind.KILL_BROKER, OUTAGE.toMillis(), 2));
      topics.send(Topic.IMAGES, FEED.messages().subList(130, 260));
      topics.await(Topic.LABELS, 180);
      String outage = plant.output();
      assertTrue(outage.contains("has not answered for 15 s"), outage);
      assertTrue(outage.contains("Kafka answers again, after "), outage);
      plant.happen(new Act(Act.Kind.FULL_DISK, 5_000, 2));
      topics.send(Topic.IMAGES, FEED.messages().subList(260, 400));
      expected.assertSame(topics, FEED);
      String output = plant.output();
      assertEquals(plant.ownDisk(), output.contains("No space left on device"), output);
      assertFalse(output.contains("FATAL"), output);
      assertEquals(1, plant.starts(), output);
    }
  }

  @Test
  void memoryThatRunsOutEndsTheProcessWithWhatToSet() throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "of its own");
    topics.begin();
    Path config = folder.resolve("job.yaml");
    Files.writeString(
        config, topics.settings(1) + "state: {folder: \"%s\"}\n".formatted(folder.resolve("s")));
    Path signal = folder.resolve("signal");
    List<String> arguments = List.of(signal.toString(), "run", "--config", config.toString());
    try (RunProcess run =
        RunProcess.start(Hungry.class, "run", folder, List.of("-Xmx1536m"), arguments)) {
      run.awaitRunning();
      topics.send(Topic.IMAGES, FEED.messages().subList(0, 20));
      topics.await(Topic.LABELS, 19);
      Files.createFile(signal);
      assertEquals(3, run.awaitEnd(), run::output);
      assertTrue(run.output().contains("More heap: IDEALSTREAM_JAVA_OPTIONS=-Xmx"), run::output);
      assertTrue(run.output().contains("OutOfMemoryError: Java heap space"), run::output);
    }
  }

  private static String impatient(String settings) {
    String transactions = "output: {transaction-timeout: 50m, ";
    if (OUTAGE.compareTo(PATIENT) > 0) {
      return settings.replace("output: {", transactions);
    }
    String times = "max.block.ms: 5000, request.timeout.ms: 4000";
    return settings
        .replace("output: {", transactions)
        .replace("kafka: {", "kafka: {properties: {%s}, ".formatted(times));
  }
}
