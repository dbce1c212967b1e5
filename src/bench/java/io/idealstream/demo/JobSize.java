package io.idealstream.demo;

import io.idealstream.bench.TaskTimes;
import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.feed.Samples;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.job.Job;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Query;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;

/**
 * What an image takes of the processor and of the network, with the bundled model: in one space, in
 * three, and against 10,000 standing queries, in turns; for docs/sizing.md.
 *
 * <p>Pictures are sent beforehand. The first third is not counted. Times are those of the threads
 * on the processor, so that other programs do not count; the broker's are left out.
 */
public final class JobSize {
  private static final int PICTURES = 6000;

  /** In the first Java compiles; read the least. */
  private static final int ROUNDS = 3;

  private static final long PATIENCE_NANOS = Duration.ofMinutes(8).toNanos();
  private static final Samples SAMPLES = Samples.bundled();

  private record Load(int spaces, int queries) {}

  private record Labels(int number, long bytes) {
    Labels plus(TopicRecord label) {
      return new Labels(number + 1, bytes + label.key().length + label.value().length);
    }
  }

  private JobSize() {}

  public static void main(String[] arguments) throws Exception {
    try (Broker broker = Broker.start()) {
      System.out.println(
          "round spaces queries   us an image: tasks  clients   bytes an image: in  out");
      for (int round = 1; round <= ROUNDS; round++) {
        for (Load load : List.of(new Load(1, 0), new Load(3, 0), new Load(1, 10_000))) {
          run(broker, round, load);
        }
      }
    }
  }

  private static void run(Broker broker, int round, Load load) throws Exception {
    Kafka kafka =
        new Kafka(
            KafkaConnection.to(broker.bootstrapServers()),
            "size-%d-%d-%d.".formatted(round, load.spaces, load.queries));
    kafka.createTopics();
    kafka.define(Spaces.bundled().subList(0, load.spaces), List.of(), List.of());
    define(kafka, load.queries);
    long in = send(kafka);
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-size-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      try (Tail tail = tail(kafka)) {
        int warm = await(tail, load.spaces * PICTURES / 3).number;
        long tasks = tasks();
        long clients = TaskTimes.clients();
        Labels labels = await(tail, load.spaces * PICTURES - warm);
        double counted = (double) labels.number / load.spaces;
        System.out.printf(
            "%5d %6d %7d %20.0f %8.0f %20.0f %4.0f%n",
            round,
            load.spaces,
            load.queries,
            (tasks() - tasks) / 1e3 / counted,
            (TaskTimes.clients() - clients) / 1e3 / counted,
            in / (double) PICTURES,
            labels.bytes / counted);
      }
      job.cancel().get();
    }
  }

  private static long tasks() {
    Map<String, Long> tasks = TaskTimes.tasks();
    return tasks.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void define(Kafka kafka, int queries) {
    try (Publisher publisher = kafka.publisher(Topic.QUERIES)) {
      for (int i = 0; i < queries; i++) {
        String text = "a photo of thing number " + i;
        Query query =
            new Query(
                "q-" + i, text, null, null, 0.95, null, null, null, null, null, null, null, null);
        publisher.send(kafka.name(Topic.QUERIES), Topic.QUERIES.message(query, Encoding.JSON));
      }
      publisher.flush();
    }
  }

  /** Bytes of the messages. */
  private static long send(Kafka kafka) {
    long bytes = 0;
    Instant begin = Instant.now().minusSeconds(PICTURES);
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      for (int i = 0; i < PICTURES; i++) {
        byte[] picture = SAMPLES.picture(i % SAMPLES.size());
        ImageItem item =
            new ImageItem(
                "picture-" + i, "feed", begin.plusSeconds(i), picture, null, null, null, null);
        publisher.send(kafka.name(Topic.IMAGES), Pictures.message(item, "image/jpeg"));
        bytes += picture.length;
      }
      publisher.flush();
    }
    return bytes;
  }

  private static Tail tail(Kafka kafka) {
    return Tail.of(
        kafka.connection(),
        List.of(kafka.name(Topic.LABELS)),
        Start.beginning(),
        Isolation.READ_UNCOMMITTED);
  }

  /** The labels that come until there are so many; a read may bring more. */
  private static Labels await(Tail tail, int number) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Labels seen = new Labels(0, 0);
    while (seen.number < number) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("only " + seen.number + " labels came");
      }
      for (TopicRecord label : tail.next(Duration.ofMillis(20))) {
        seen = seen.plus(label);
      }
    }
    return seen;
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
