package io.idealstream.bench;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.demo.ChildBroker;
import io.idealstream.demo.Kafka;
import io.idealstream.demo.Stop;
import io.idealstream.demo.TemporaryFolder;
import io.idealstream.demo.feed.Samples;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * From the start of a job's process to its first label, of pictures that lie there, in turns with
 * the start of a Kafka broker; and what the last of these jobs takes once it has nothing to do.
 */
final class StartTime {

  private static final int PICTURES = 64;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final JobPlace place;
  private final Form.StartSize size;
  private final Stop stop;
  private final List<Started> jobs = new ArrayList<>();
  private final List<Started> brokers = new ArrayList<>();

  /** Milliseconds that a start took, by the clock and on the processor. */
  private record Started(double millis, double onProcessor) {}

  StartTime(JobPlace place, Form.StartSize size, Stop stop) {
    this.place = place;
    this.size = size;
    this.stop = stop;
  }

  List<Measurement> measure() throws Exception {
    double idle = 0;
    for (int turn = 0; turn < size.starts(); turn++) {
      brokers.add(broker());
      Kafka kafka = place.kafka("bench-start-" + turn + ".");
      BenchJob.define(kafka);
      new PictureSource(Samples.bundled()).send(kafka, PICTURES, stop::check);
      try (TemporaryFolder folder = TemporaryFolder.create(place.folder(), "start-");
          StartedJob job = job(kafka, folder)) {
        if (turn == size.starts() - 1) {
          idle = idle(job);
        }
      }
    }
    return List.of(
        beside("start of a job to its first label", Started::millis),
        beside("on the processor until then", Started::onProcessor),
        Measurement.alone("a job with nothing to do", idle, "ms/s", Better.LOWER, null));
  }

  private Started broker() throws IOException {
    long start = System.nanoTime();
    try (TemporaryFolder folder = TemporaryFolder.create(place.folder(), "broker-");
        ChildBroker broker = ChildBroker.start(folder.path(), stop)) {
      return new Started((System.nanoTime() - start) / 1e6, broker.onProcessor().toMillis());
    }
  }

  /** Starts a job, and returns with its first label. */
  private StartedJob job(Kafka kafka, TemporaryFolder folder) throws IOException {
    // with the parallelism that users have
    String settings = BenchJob.settings(kafka, place, "at-least-once");
    try (Tail labels =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.LABELS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      long start = System.nanoTime();
      StartedJob job = StartedJob.start(folder.path(), settings);
      try {
        while (labels.next(LOOK).isEmpty()) {
          stop.check();
          job.requireAlive();
          if (System.nanoTime() - start > PATIENCE.toNanos()) {
            throw new IOException(
                "no label came within %d s of a start".formatted(PATIENCE.toSeconds()));
          }
        }
        jobs.add(new Started((System.nanoTime() - start) / 1e6, job.onProcessor().toMillis()));
        return job;
      } catch (IOException | RuntimeException failure) {
        job.close();
        throw failure;
      }
    }
  }

  /** Milliseconds on the processor in a second. */
  private double idle(StartedJob job) throws IOException {
    stop.pause(size.still());
    Duration before = job.onProcessor();
    long start = System.nanoTime();
    stop.pause(size.counted());
    Duration after = job.onProcessor();
    stop.check();
    job.requireAlive();
    return after.minus(before).toNanos() / 1e3 / ((System.nanoTime() - start) / 1e6);
  }

  private Measurement beside(String name, ToDoubleFunction<Started> of) {
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < jobs.size(); turn++) {
      ratios.add(of.applyAsDouble(jobs.get(turn)) / of.applyAsDouble(brokers.get(turn)));
    }
    Quartiles values = Quartiles.of(jobs.stream().map(of::applyAsDouble).toList());
    return new Measurement(
        name,
        values.middle(),
        "ms",
        Better.LOWER,
        Quartiles.of(ratios).middle(),
        "the start of a Kafka broker",
        values.spread());
  }
}
