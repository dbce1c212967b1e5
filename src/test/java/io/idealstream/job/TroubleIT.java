package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.fixtures.Hungry;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What lies outside the job fails: it is told, and either waited out or ended for. */
class TroubleIT {
  /** 1200 in the profile {@code slow}, with the settings as they are shipped. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("outage.seconds", 25));

  private static final Duration PATIENT = Duration.ofMinutes(2);
  private static final MixedFeed FEED = new MixedFeed(400);

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();
  @TempDir Path folder;

  /** Longer than sinks and sources wait for the broker; in short ones they wait less. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void anOutageOfKafkaIsToldAndWaitedOutByTheSameProcess() throws Exception {
    Said expected = Undisturbed.said(kafka.connection(), kafka.prefix() + "plain.", FEED);
    try (Plant plant = new Plant(folder, TroubleIT::impatient)) {
      plant.topics().send(Topic.IMAGES, FEED.messages().subList(0, 200));
      plant.topics().await(Topic.LABELS, 60);
      plant.happen(new Act(Act.Kind.KILL_BROKER, OUTAGE.toMillis(), 2));
      plant.topics().send(Topic.IMAGES, FEED.messages().subList(200, 400));
      expected.assertSame(plant.topics(), FEED);
      String output = plant.output();
      assertTrue(output.contains("has not answered for 15 s"), output);
      assertTrue(output.contains("Kafka answers again, after "), output);
      assertFalse(output.contains("FATAL"), output);
      assertEquals(1, plant.starts(), output);
    }
  }

  @Test
  void aFullDiskIsToldInTheWordsOfTheSystemAndOvercome() throws Exception {
    Said expected = Undisturbed.said(kafka.connection(), kafka.prefix() + "plain.", FEED);
    try (Plant plant = new Plant(folder)) {
      assumeTrue(plant.ownDisk(), "to mount a disk of its own takes root");
      plant.topics().send(Topic.IMAGES, FEED.messages().subList(0, 200));
      plant.topics().await(Topic.LABELS, 60);
      plant.happen(new Act(Act.Kind.FULL_DISK, 5_000, 2));
      plant.topics().send(Topic.IMAGES, FEED.messages().subList(200, 400));
      expected.assertSame(plant.topics(), FEED);
      assertTrue(plant.output().contains("No space left on device"), plant::output);
      assertEquals(1, plant.starts(), plant::output);
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
      for (int i = 0; run.isAlive() && i < 20; i++) {
        topics.send(Topic.IMAGES, List.of(large(i)));
        Thread.sleep(500);
      }
      assertEquals(1, run.awaitEnd(), run::output);
      String last = run.output().lines().reduce("", (before, line) -> line);
      assertTrue(last.contains("Java heap space") && last.contains("-Xmx"), run::output);
    }
  }

  private static Outgoing large(int number) throws Exception {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(6_000, 5_000, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
    return Pictures.message(
        new ImageItem(
            "large-" + number, "feed", MixedFeed.START, jpeg.toByteArray(), null, null, null, null),
        "image/jpeg");
  }

  private static String impatient(String settings) {
    String transactions = "output: {transaction-timeout: 50m, ";
    if (OUTAGE.compareTo(PATIENT) > 0) {
      return settings.replace("output: {", transactions);
    }
    String times = "max.block.ms: 5000, default.api.timeout.ms: 5000, request.timeout.ms: 4000";
    return settings
        .replace("output: {", transactions)
        .replace("kafka: {", "kafka: {properties: {%s}, ".formatted(times));
  }
}
