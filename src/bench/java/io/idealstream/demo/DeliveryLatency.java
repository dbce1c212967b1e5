package io.idealstream.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.feed.Samples;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Pictures;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code DeliveryLatency HOST:PORT}: sends pictures at a steady pace ({@code -Drate}, 20 a second)
 * to a job that runs, and prints how long after its Kafka timestamp each picture's label comes to a
 * read_committed reader.
 *
 * <p>Needs a job with one space. Pictures of the first seconds are not counted.
 */
public final class DeliveryLatency {
  private static final int PER_SECOND = Integer.getInteger("rate", 20);
  private static final int WARM_SECONDS = 10;
  private static final int SECONDS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String FEED = "latency-" + System.currentTimeMillis();

  private DeliveryLatency() {}

  public static void main(String[] arguments) throws Exception {
    Kafka kafka = new Kafka(KafkaConnection.to(arguments[0]), Topic.DEFAULT_PREFIX);
    Map<String, Long> arrivals = new ConcurrentHashMap<>();
    try (Tail labels = tail(kafka, Topic.LABELS);
        Tail images = tail(kafka, Topic.IMAGES)) {
      Thread reader = new Thread(() -> labels.untilStopped(label -> note(label, arrivals)));
      reader.start();
      int sent = send(kafka);
      Map<String, Long> times = new HashMap<>();
      while (times.size() < sent) {
        images
            .next(Duration.ofMillis(100))
            .forEach(image -> times.put(id(image), image.timestampMillis()));
      }
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (arrivals.size() < sent && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      labels.stop();
      reader.join();
      print(sent, times, arrivals);
    }
  }

  private static Tail tail(Kafka kafka, Topic<?> topic) {
    return Tail.of(
        kafka.connection(), List.of(kafka.name(topic)), Start.end(), Isolation.READ_COMMITTED);
  }

  private static int send(Kafka kafka) throws InterruptedException {
    Samples samples = Samples.bundled();
    int count = (WARM_SECONDS + SECONDS) * PER_SECOND;
    long start = System.nanoTime();
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      for (int i = 0; i < count; i++) {
        long due = start + i * 1_000_000_000L / PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        byte[] picture = samples.picture(i % samples.size());
        publisher.send(
            kafka.name(Topic.IMAGES),
            Pictures.message(
                new ImageItem(String.valueOf(i), FEED, null, picture, null, null, null, null),
                "image/jpeg"));
      }
    }
    return count;
  }

  private static void note(TopicRecord label, Map<String, Long> arrivals) {
    String[] key = new String(label.key(), UTF_8).split("/");
    if (key[0].equals(FEED)) {
      arrivals.putIfAbsent(key[1], System.currentTimeMillis());
    }
  }

  private static String id(TopicRecord image) {
    return image.headers().stream()
        .filter(header -> header.name().equals("id"))
        .map(header -> new String(header.value(), UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private static void print(int sent, Map<String, Long> times, Map<String, Long> arrivals) {
    List<Long> waits = new ArrayList<>();
    for (int i = WARM_SECONDS * PER_SECOND; i < sent; i++) {
      String id = String.valueOf(i);
      if (arrivals.containsKey(id)) {
        waits.add(arrivals.get(id) - times.get(id));
      }
    }
    Collections.sort(waits);
    System.out.printf(
        "%d of %d labels came; ms from picture to label: p50 %d, p99 %d, most %d%n",
        arrivals.size(), sent, at(waits, 0.5), at(waits, 0.99), at(waits, 1));
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
