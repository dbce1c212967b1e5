package io.idealstream.job.monitor;

import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks Kafka every few seconds, in a thread of its own, how far its topics reach. */
final class KafkaProbe implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** What is asked of Kafka. */
  interface Question {
    Offsets.Found look() throws NoAnswerException;
  }

  private final Question question;
  private final Supplier<Map<Partition, Long>> read;
  private final Lag lag;
  private final KafkaWatch watch;
  private final LongSupplier nanos;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(KafkaProbe::daemon);

  private volatile Map<String, Long> last = Map.of();

  /**
   * @param read by partition, the offset that its source reads next
   */
  KafkaProbe(
      Question question,
      Supplier<Map<Partition, Long>> read,
      Lag lag,
      KafkaWatch watch,
      LongSupplier nanos) {
    this.question = question;
    this.read = read;
    this.lag = lag;
    this.watch = watch;
    this.nanos = nanos;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what it finds is read elsewhere
  void start() {
    thread.scheduleWithFixedDelay(this::ask, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** By full name of the topic; as it was when Kafka last answered. */
  Map<String, Long> lag() {
    return last;
  }

  void ask() {
    long asked = nanos.getAsLong();
    try {
      Offsets.Found found = question.look();
      watch.answered(nanos.getAsLong());
      last = Map.copyOf(lag.of(found, read.get()));
    } catch (NoAnswerException silence) {
      watch.silent(asked, silence.getMessage());
    } catch (RuntimeException unusable) {
      last = Map.of(); // not silence, and no reason to stop asking
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "kafka-probe");
    thread.setDaemon(true);
    return thread;
  }
}
