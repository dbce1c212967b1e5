package io.idealstream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.Kafka;
import io.idealstream.demo.Stop;
import io.idealstream.demo.feed.Samples;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long after a picture is sent its label comes to a reader of what is committed, while pictures
 * are sent at a steady pace.
 */
final class Latency {

  private static final String ONCE = "exactly-once";
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String NAME = "picture to label, ";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final JobPlace place;
  private final Form.LatencySize size;
  private final Stop stop;
  private final PictureSource pictures = new PictureSource(Samples.bundled());

  Latency(JobPlace place, Form.LatencySize size, Stop stop) {
    this.place = place;
    this.size = size;
    this.stop = stop;
  }

  /**
   * Measures both deliveries.
   *
   * @param pace pictures a second
   * @param pictureMicros of embedding a picture
   */
  List<Measurement> measure(double pace, double pictureMicros) throws Exception {
    double[] once = waits(ONCE, pace);
    double[] atLeast = waits(AT_LEAST_ONCE, pace);
    return List.of(
        half(AT_LEAST_ONCE, atLeast, pictureMicros / 1e3, "embedding the picture"),
        longest(AT_LEAST_ONCE, atLeast),
        half(ONCE, once, place.checkpoints().toMillis(), "the time between checkpoints"),
        longest(ONCE, once));
  }

  /** Without a ratio: it has nothing plain beside it, and single waits are chance. */
  private static Measurement longest(String delivery, double[] waits) {
    return Measurement.alone(NAME + delivery + ", p99", at(waits, 0.99), "ms", Better.LOWER, null);
  }

  private static Measurement half(String delivery, double[] waits, double plain, String of) {
    double millis = at(waits, 0.5);
    return new Measurement(
        NAME + delivery + ", p50",
        millis,
        "ms",
        Better.LOWER,
        millis / plain,
        of,
        Quartiles.of(waits).spread());
  }

  /** Milliseconds from picture to label, sorted. */
  private double[] waits(String delivery, double pace) throws Exception {
    Kafka kafka = place.kafka("bench-" + delivery + ".");
    BenchJob.define(kafka);
    Map<Integer, Long> arrivals = new ConcurrentHashMap<>();
    try (BenchJob job = BenchJob.start(kafka, place, delivery);
        Tail labels = tail(kafka)) {
      Thread reader =
          new Thread(() -> labels.untilStopped(label -> note(label, arrivals)), "bench-labels");
      reader.start();
      try {
        return waits(kafka, job, pace, arrivals);
      } finally {
        labels.stop();
        reader.join();
      }
    }
  }

  private double[] waits(Kafka kafka, BenchJob job, double pace, Map<Integer, Long> arrivals)
      throws IOException {
    int uncounted = 1 + (int) (pace * size.warm().toMillis() / 1e3);
    int counted = Math.max(1, (int) (pace * size.counted().toMillis() / 1e3));
    long[] sent = new long[uncounted + counted];
    try (Publisher publisher = kafka.publisher(Topic.IMAGES)) {
      send(kafka, publisher, 0, sent);
      publisher.flush();
      await(job, 1, arrivals); // with the first label the job is there
      long start = System.nanoTime();
      for (int i = 1; i < sent.length; i++) {
        stop.reach(start + (long) (i * 1e9 / pace));
        stop.check();
        send(kafka, publisher, i, sent);
      }
    }
    await(job, sent.length, arrivals);
    double[] waits = new double[counted];
    for (int i = 0; i < counted; i++) {
      waits[i] = (arrivals.get(uncounted + i) - sent[uncounted + i]) / 1e6;
    }
    Arrays.sort(waits);
    return waits;
  }

  private void send(Kafka kafka, Publisher publisher, int number, long[] sent) {
    sent[number] = System.nanoTime();
    publisher.send(kafka.name(Topic.IMAGES), pictures.message(number));
  }

  private void await(BenchJob job, int number, Map<Integer, Long> arrivals) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (arrivals.size() < number) {
      stop.check();
      if (job.hasEnded()) {
        throw new IOException("the job has ended after " + Count.of(arrivals.size(), "label"));
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%d of %d labels came within %d s"
                .formatted(arrivals.size(), number, PATIENCE.toSeconds()));
      }
      stop.pause(LOOK_AGAIN);
    }
  }

  private static Tail tail(Kafka kafka) {
    return Tail.of(
        kafka.connection(),
        List.of(kafka.name(Topic.LABELS)),
        Start.beginning(),
        Isolation.READ_COMMITTED);
  }

  /** A label's key is feed, id and space. */
  private static void note(TopicRecord label, Map<Integer, Long> arrivals) {
    String[] key = new String(label.key(), UTF_8).split("/");
    arrivals.putIfAbsent(Integer.valueOf(key[1]), System.nanoTime());
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
