package io.idealstream.demo;

import io.idealstream.bench.TaskTimes;
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
 * <p>Pictures are sent beforehand, at a rate of event time, so that what an interval of a minute
 * holds is known and not how fast the machine is. Counted is the last third, in which nothing is
 * begun any more: in one run while the reference is still gathered, as in the first day of the
 * defaults, in another where it was complete early and changes are looked for.
 */
public final class JobDriftCost {

  private static final int PICTURES = 36_000;

  private static final long PATIENCE_NANOS = Duration.ofMinutes(8).toNanos();
  private static final Samples SAMPLES = Samples.bundled();

  private JobDriftCost() {}

  public static void main(String[] arguments) throws Exception {
    try (Broker broker = Broker.start()) {
      System.out.println("spaces feeds pictures/s   reference   watching");
      for (int[] load : new int[][] {{1, 1, 50}, {1, 16, 50}, {3, 4, 50}, {1, 4, 300}}) {
        print(broker, load, "gathered", "{items: 20000, at-least: 1d}");
        print(broker, load, "complete", "{items: 200, at-least: 1m}");
      }
    }
  }

  private static void print(Broker broker, int[] load, String state, String reference)
      throws Exception {
    System.out.printf(
        "%6d %5d %10d   %s   %s%n",
        load[0], load[1], load[2], state, run(broker, load[0], load[1], load[2], state, reference));
  }

  private static String run(
      Broker broker, int spaces, int feeds, int rate, String state, String reference)
      throws Exception {
    Kafka kafka =
        new Kafka(
            KafkaConnection.to(broker.bootstrapServers()),
            "cost-%d-%d-%d-%s.".formatted(spaces, feeds, rate, state));
    List<SpaceDefinition> defined = Spaces.bundled().subList(0, spaces);
    kafka.createTopics();
    kafka.define(defined, StandingQuery.ALL, List.of());
    send(kafka, feeds, Duration.ofNanos(1_000_000_000L / rate));
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-cost-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka, reference));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      await(kafka, spaces * PICTURES * 2 / 3);
      Map<String, Long> begun = TaskTimes.tasks();
      await(kafka, spaces * PICTURES);
      Map<String, Long> last = TaskTimes.tasks();
      job.cancel().get();
      return cost(begun, last);
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

  private static String settings(Kafka kafka, String reference) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        output: {delivery: exactly-once, transactional-id: "%s"}
        drift: {reference: %s}
        parallelism: 1
        """
        .formatted(
            kafka.connection().bootstrapServers(),
            kafka.prefix(),
            kafka.prefix(),
            kafka.prefix(),
            reference);
  }
}
