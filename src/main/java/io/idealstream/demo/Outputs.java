package io.idealstream.demo;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.TopicRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reads the output topics while the job runs, and at last to their end. */
final class Outputs implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tail tail;
  private final Consumer<? super TopicRecord> reader;
  private final CompletableFuture<Void> read = new CompletableFuture<>();
  private final Thread thread = new Thread(this::read, "demo-outputs");
  private volatile boolean ending;

  private Outputs(Tail tail, Consumer<? super TopicRecord> reader) {
    this.tail = tail;
    this.reader = reader;
  }

  /**
   * Begins to read what is committed.
   *
   * @param topics full names
   * @param reader called by one thread of this class
   */
  static Outputs of(
      KafkaConnection connection, Collection<String> topics, Consumer<? super TopicRecord> reader) {
    Outputs outputs =
        new Outputs(
            Tail.of(connection, topics, Start.beginning(), Isolation.READ_COMMITTED), reader);
    outputs.thread.start();
    return outputs;
  }

  /** Completes when everything is read, or fails when reading does. */
  CompletableFuture<Void> ended() {
    return read;
  }

  /** Reads on to the present end of every topic and returns. */
  void toEnd(Stop stop) throws IOException {
    ending = true;
    stop.orResult(read, PATIENCE.multipliedBy(2), "the outputs could not be read to their end");
  }

  @Override
  public void close() {
    ending = true;
    tail.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException interruption) {
        interrupted = true;
      }
    }
    tail.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      while (!ending) {
        tail.next(LOOK).forEach(reader);
      }
      tail.toEnd(PATIENCE, reader);
      read.complete(null);
    } catch (RuntimeException failure) {
      read.completeExceptionally(failure);
    }
  }
}
