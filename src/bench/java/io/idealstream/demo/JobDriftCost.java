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
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;

/**
 * What watching for drift takes of the job's time on the processor: of the threads that watch,
 * against all threads of the job, in one run each.
 *
 * <p>Pictures are sent beforehand, a second of event time apart by a rate, so that what an interval
 * of a minute holds is known and not how fast the machine is. The first third is not counted. In
 * the second the references of 16 feeds become complete, which is once for each; in the last
 * nothing is begun any more.
 */
public final class JobDriftCost {

  private static final int PICTURES = 18_000;
  private static final long PATIENCE_NANOS = Duration.ofMinutes(8).toNanos();
  private static final Samples SAMPLES = Samples.bundled();

  private JobDriftCost() {}

  public static void main(String[] arguments) throws Exception {
    try (Broker broker = Broker.start()) {
      System.out.println("spaces feeds pictures/s   watching, in the second third    in the last");
      for (int[] load : new int[][] {{1, 1, 50}, {1, 16, 50}, {3, 4, 50}, {1, 4, 300}}) {
        run(broker, load[0], load[1], load[2]);
      }
    }
  }

  private static void run(Broker broker, int spaces, int feeds, int rate) throws Exception {
    Kafka kafka =
        new Kafka(
            KafkaConnection.to(broker.bootstrapServers()),
            "cost-%d-%d-%d.".formatted(spaces, feeds, rate));
    List<SpaceDefinition> defined = Spaces.bundled().subList(0, spaces);
    kafka.createTopics();
    kafka.define(defined, StandingQuery.ALL);
    send(kafka, feeds, Duration.ofNanos(1_000_000_000L / rate));
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-cost-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      await(kafka, spaces * PICTURES / 3);
      Map<String, Long> warm = TaskTimes.tasks();
      await(kafka, spaces * PICTURES * 2 / 3);
      Map<String, Long> begun = TaskTimes.tasks();
      await(kafka, spaces * PICTURES);
      Map<String, Long> last = TaskTimes.tasks();
      job.cancel().get();
      System.out.printf(
          "%6d %5d %10d   %s   %s%n", spaces, feeds, rate, cost(warm, begun), cost(begun, last));
    }
  }

  /** What was spent between two looks. */
  private static String cost(Map<String, Long> before, Map<String, Long> after) {
    long all = 0;
    long watching = 0;
    for (Map.Entry<String, Long> task : after.entrySet()) {
      long spent = task.getValue() - before.getOrDefault(task.getKey(), 0L);
      all += spent;
      watching += task.getKey().matches("(?i).*(feeds|drift).*") ? spent : 0;
    }
    return "%.2f s of %5.1f s %5.2f %%"
        .formatted(watching / 1e9, all / 1e9, 100.0 * watching / all);
  }

  private static void send(Kafka kafka, int feeds, Duration apart) {
    Instant begin = Instant.now().minus(apart.multipliedBy(PICTURES));
    String topic = kafka.name(Topic.IMAGES);
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      for (int i = 0; i < PICTURES; i++) {
        byte[] picture = SAMPLES.picture(i % SAMPLES.size());
        Instant time = begin.plus(apart.multipliedBy(i));
        ImageItem item =
            new ImageItem(
                "picture-" + i, "feed-" + i % feeds, time, picture, null, null, null, null);
        publisher.send(topic, Pictures.message(item, "image/jpeg"));
      }
      publisher.flush();
    }
  }

  private static void await(Kafka kafka, int labels) {
    long seen = 0;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.LABELS)),
            Start.beginning(),
            Isolation.READ_UNCOMMITTED)) {
      while (seen < labels) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("only " + seen + " labels came");
        }
        seen += tail.next(Duration.ofMillis(20)).size();
      }
    }
  }

  private static String settings(Kafka kafka) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        output: {delivery: exactly-once, transactional-id: "%s"}
        drift: {reference: {items: 500, at-least: 1m}}
        parallelism: 1
        """
        .formatted(
            kafka.connection().bootstrapServers(), kafka.prefix(), kafka.prefix(), kafka.prefix());
  }
}
