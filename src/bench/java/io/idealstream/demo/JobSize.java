package io.idealstream.demo;

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
 * three, and against 10,000 standing queries; for docs/sizing.md.
 *
 * <p>Pictures are sent beforehand. The first third is not counted. Times are those of the threads
 * on the processor, so that other programs do not count; the broker's are left out.
 */
public final class JobSize {
  private static final int PICTURES = 6000;
  private static final long PATIENCE_NANOS = Duration.ofMinutes(8).toNanos();
  private static final Samples SAMPLES = Samples.bundled();

  private record Load(int spaces, int queries) {}

  private JobSize() {}

  public static void main(String[] arguments) throws Exception {
    try (Broker broker = Broker.start()) {
      System.out.println("spaces queries   us an image: tasks  clients   bytes an image: in  out");
      for (Load load : List.of(new Load(1, 0), new Load(3, 0), new Load(1, 10_000))) {
        run(broker, load);
      }
    }
  }

  private static void run(Broker broker, Load load) throws Exception {
    Kafka kafka =
        new Kafka(
            KafkaConnection.to(broker.bootstrapServers()),
            "size-%d-%d.".formatted(load.spaces, load.queries));
    kafka.createTopics();
    kafka.define(Spaces.bundled().subList(0, load.spaces), List.of());
    define(kafka, load.queries);
    long in = send(kafka);
    try (TemporaryFolder folder = TemporaryFolder.create("idealstream-size-");
        LocalFlink flink = new LocalFlink(folder.path())) {
      Path file = Files.writeString(folder.path().resolve("job.yaml"), settings(kafka));
      JobClient job = Job.prepare(SettingsReader.read(file)).start(flink.environment());
      long out = 0;
      try (Tail tail = tail(kafka)) {
        await(tail, load.spaces * PICTURES / 3);
        long tasks = tasks();
        long clients = TaskTimes.clients();
        out = await(tail, load.spaces * (PICTURES - PICTURES / 3));
        double counted = PICTURES - PICTURES / 3;
        System.out.printf(
            "%6d %7d %20.0f %8.0f %20.0f %4.0f%n",
            load.spaces,
            load.queries,
            (tasks() - tasks) / 1e3 / counted,
            (TaskTimes.clients() - clients) / 1e3 / counted,
            in / (double) PICTURES,
            out / counted);
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

  /** Bytes of labels, once so many have come. */
  private static long await(Tail tail, int labels) {
    long bytes = 0;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (int seen = 0; seen < labels; ) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("only " + seen + " labels came");
      }
      for (TopicRecord label : tail.next(Duration.ofMillis(20))) {
        bytes += label.key().length + label.value().length;
        seen++;
      }
    }
    return bytes;
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
