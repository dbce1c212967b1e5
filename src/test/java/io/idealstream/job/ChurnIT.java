package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Topics;
import io.idealstream.fixtures.BrokerProcess;
import io.idealstream.fixtures.Footprint;
import io.idealstream.fixtures.RunProcess;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spaces, queries and items that come and go for many minutes: memory, threads and checkpoints stay
 * as they are. Run by the profile {@code slow}.
 */
class ChurnIT {
  private static final int MINUTES = Integer.getInteger("churn.minutes", 0);

  /** Names that are there at a time. */
  private static final int SPACES = 5;

  private static final int QUERIES = 200;
  private static final int PICTURES_A_SECOND = 20;
  private static final double GROWTH = 1.1;

  /** What a removed name leaves in checkpoints for an hour, before RocksDB has joined its files. */
  private static final long BYTES_OF_REMOVED = 5_000;

  private static final int REMOVED_A_MINUTE = 60 + 6;

  @TempDir Path folder;
  private Publisher publisher;

  @Test
  void whatComesAndGoesLeavesNothingBehind() throws Exception {
    assumeTrue(MINUTES > 0, "in the slow profile alone");
    try (BrokerProcess broker = BrokerProcess.start(folder);
        Publisher open = open(KafkaConnection.to(broker.bootstrapServers()));
        RunProcess run =
            RunProcess.start(
                "run", folder, RunProcess.SHIPPED, config(broker.bootstrapServers()))) {
      publisher = open;
      run.awaitRunning();
      List<Footprint> minutes = new ArrayList<>();
      for (int second = 0; second < MINUTES * 60 && run.isAlive(); second++) {
        Instant next = Instant.now().plusSeconds(1);
        churn(second);
        if (second % 60 == 59) {
          Footprint footprint = Footprint.of(run.handle(), folder.resolve("state/checkpoints"));
          System.out.println(footprint);
          minutes.add(footprint);
        }
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
      }
      assertFalse(run.output().contains("failed"), run::output);
      assertFlat(minutes, Footprint::heap);
      assertFlat(minutes, Footprint::resident);
      assertFlat(minutes, Footprint::threads);
      assertFlat(minutes, Footprint::files);
      assertCheckpoints(minutes);
      assertEquals(0, run.terminate(), run::output);
    }
  }

  private static Publisher open(KafkaConnection kafka) {
    try (Topics topics = Topics.on(kafka, Topic.DEFAULT_PREFIX)) {
      topics.createMissing(4);
    }
    return Publisher.to(kafka, List.of(name(Topic.IMAGES)));
  }

  /** As shipped, but for what is meant to be kept for longer than the first minutes of the test. */
  private Path config(String bootstrapServers) throws Exception {
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        kafka: {bootstrap-servers: "%s"}
        feedback: {wait: 1m}
        queries: {look-back-bytes: 1048576}
        state: {folder: "%s"}
        """
            .formatted(bootstrapServers, folder.resolve("state")));
  }

  private void churn(int second) {
    for (int i = 0; i < PICTURES_A_SECOND; i++) {
      send(Topic.IMAGES, SamplePictures.message(second * PICTURES_A_SECOND + i));
    }
    send(Topic.QUERIES, RunTopics.query("q" + second, "a photo of thing number " + second, null));
    if (second >= QUERIES) {
      send(Topic.QUERIES, Outgoing.removal("q" + (second - QUERIES)));
    }
    if (second % 10 == 0) {
      int space = second / 10;
      send(Topic.SPACES, RunTopics.space(space("space" + space)));
      if (space >= SPACES) {
        send(Topic.SPACES, Outgoing.removal("space" + (space - SPACES)));
      }
    }
  }

  private static SpaceDefinition space(String name) {
    String file = RunTopics.birds().replace("space: birds", "space: " + name);
    return SpaceFile.read(name, file.getBytes(UTF_8));
  }

  private void send(Topic<?> topic, Outgoing message) {
    publisher.send(name(topic), message);
  }

  private static String name(Topic<?> topic) {
    return topic.under(Topic.DEFAULT_PREFIX);
  }

  /** The last quarter holds no more than the second. */
  private static void assertFlat(List<Footprint> minutes, ToLongFunction<Footprint> part) {
    long early = early(minutes, part);
    long late = late(minutes, part);
    assertTrue(late <= GROWTH * early, () -> early + " grows to " + late + " in " + minutes);
  }

  private static void assertCheckpoints(List<Footprint> minutes) {
    long early = early(minutes, Footprint::checkpoints);
    long late = late(minutes, Footprint::checkpoints);
    long removed = (long) REMOVED_A_MINUTE * minutes.size() / 2;
    assertTrue(
        late <= early + BYTES_OF_REMOVED * removed,
        () -> early + " grows to " + late + " in " + minutes);
  }

  private static long early(List<Footprint> minutes, ToLongFunction<Footprint> part) {
    int quarter = minutes.size() / 4;
    return median(minutes.subList(quarter, 2 * quarter), part);
  }

  private static long late(List<Footprint> minutes, ToLongFunction<Footprint> part) {
    int quarter = minutes.size() / 4;
    return median(minutes.subList(minutes.size() - quarter, minutes.size()), part);
  }

  private static long median(List<Footprint> minutes, ToLongFunction<Footprint> part) {
    return minutes.stream().mapToLong(part).sorted().skip(minutes.size() / 2).findFirst().orElse(0);
  }
}
