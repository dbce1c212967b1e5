package io.idealstream.demo;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.job.Job;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;

/**
 * Images a second: the job as fast as it goes against a plain loop over the same pictures, model
 * and batches, in turns in one process.
 *
 * <p>The loop decodes and embeds and does nothing else. The job reads from a broker in this
 * process, where all pictures lie beforehand, and labels them in one space beside two standing
 * queries, exactly once. Its first round of pictures is not counted.
 */
public final class JobPace {
  /** The job's own default. */
  private static final int BATCH = 32;

  private static final int ROUNDS = 6;
  private static final int LOOP_ROUNDS = 3;
  private static final int FEEDS = 16;
  private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();
  private static final Samples SAMPLES = Samples.bundled();

  private JobPace() {}

  public static void main(String[] arguments) throws Exception {
    loop(); // warms up
    try (Broker broker = Broker.start()) {
      System.out.println("                  images/s   of the loops before and after");
      double before = loop();
      System.out.printf("plain loop        %8.1f%n", before);
      for (int turn = 1; turn <= 2; turn++) {
        for (int subtasks = 1; subtasks <= 2; subtasks++) {
          double job = job(broker, "pace-" + turn + "-" + subtasks + ".", subtasks);
          double after = loop();
          System.out.printf(
              "job, %d subtask%s   %8.1f   %.2f%n",
              subtasks, subtasks == 1 ? " " : "s", job, job / ((before + after) / 2));
          System.out.printf("plain loop        %8.1f%n", after);
          before = after;
        }
      }
    }
  }

  private static double loop() {
    List<byte[]> batch = new ArrayList<>();
    long embedded = 0;
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      long start = System.nanoTime();
      for (int i = 0; i < LOOP_ROUNDS * SAMPLES.size(); i++) {
        batch.add(SAMPLES.picture(i % SAMPLES.size()));
        if (batch.size() == BATCH) {
          embedded += model.embedImages(batch).size();
          batch.clear();
        }
      }
      return embedded * 1e9 / (System.nanoTime() - start);
    }
  }

  private static double job(Broker broker, String prefix, int subtasks) throws Exception {
    Kafka kafka = new Kafka(KafkaConnection.to(broker.bootstrapServers()), prefix);
    List<SpaceDefinition> spaces =
        Spaces.bundled().stream().filter(space -> space.space().equals("birds")).toList();
    kafka.createTopics();
    kafka.define(spaces, StandingQuery.ALL, List.of());
    send(kafka, ROUNDS);
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-pace-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka, subtasks));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      double rate = rate(kafka);
      job.cancel().get();
      return rate;
    }
  }

  /** All sample pictures of 16 feeds, so many times, each under an id of its own. */
  static void send(Kafka kafka, int rounds) {
    String topic = kafka.name(Topic.IMAGES);
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      for (int i = 0; i < rounds * SAMPLES.size(); i++) {
        byte[] picture = SAMPLES.picture(i % SAMPLES.size());
        String id = "picture-" + i;
        String feed = "feed-" + i % FEEDS;
        publisher.send(
            topic,
            Pictures.message(
                new ImageItem(id, feed, Instant.now(), picture, null, null, null, null),
                "image/jpeg"));
      }
      publisher.flush();
    }
  }

  /** Labels a second after the first round; an open transaction shows what was labelled so far. */
  private static double rate(Kafka kafka) {
    int seen = 0;
    int seenBefore = 0;
    long start = 0;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.LABELS)),
            Start.beginning(),
            Isolation.READ_UNCOMMITTED)) {
      while (seen < ROUNDS * SAMPLES.size()) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("only " + seen + " labels came");
        }
        seen += tail.next(Duration.ofMillis(20)).size();
        if (start == 0 && seen >= SAMPLES.size()) {
          start = System.nanoTime();
          seenBefore = seen;
        }
      }
      return (seen - seenBefore) * 1e9 / (System.nanoTime() - start);
    }
  }

  private static String settings(Kafka kafka, int subtasks) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        output: {delivery: exactly-once, transactional-id: "%s"}
        batch: {size: %d}
        checkpoint: {interval: 1s}
        words: {interval: 5s}
        parallelism: %d
        """
        .formatted(
            kafka.connection().bootstrapServers(),
            kafka.prefix(),
            kafka.prefix(),
            kafka.prefix(),
            BATCH,
            subtasks);
  }
}
