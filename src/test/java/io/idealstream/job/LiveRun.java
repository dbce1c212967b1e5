package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.fixtures.Polling;
import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.wire.codec.Yaml;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A run of the job on a thread of its own, in this process; its end is among its news. */
final class LiveRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final long POLL_MILLIS = 50;

  private final LocalRun run;
  private final List<String> news;
  private final Thread thread;

  private LiveRun(LocalRun run, List<String> news) {
    this.run = run;
    this.news = news;
    thread =
        new Thread(
            () -> {
              try {
                run.run();
              } catch (Exception end) {
                news.add("ended: " + end);
              }
            },
            "job");
  }

  /**
   * Starts.
   *
   * @param news a list that threads may share
   */
  static LiveRun start(
      JobSettings settings, RunOptions options, List<String> news, Consumer<JobSnapshot> seen) {
    LiveRun run = new LiveRun(new LocalRun(settings, options, news::add, seen), news);
    run.thread.start();
    return run;
  }

  /** The same, of which only the news are of interest. */
  static LiveRun start(String yaml, RunOptions options) {
    return start(settings(yaml), options, new CopyOnWriteArrayList<>(), seen -> {});
  }

  static RunOptions options(boolean fresh, boolean takeOver) {
    OptionalInt none = OptionalInt.empty();
    return new RunOptions(Optional.empty(), fresh, takeOver, Optional.empty(), none, none, none);
  }

  static JobSettings settings(String yaml) {
    return SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8)));
  }

  /** Its news so far, by the line. */
  String output() {
    return String.join("\n", news);
  }

  /** Returns once it has said something. */
  void await(String sentence) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!output().contains(sentence)) {
      if (!isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("it never said \"" + sentence + "\":\n" + output());
      }
      Polling.pause(POLL_MILLIS);
    }
  }

  void awaitRunning() throws IOException {
    await("The job runs.");
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Waits for it to end by itself; returns its news. */
  String awaitEnd() throws InterruptedException {
    thread.join(LIMIT.toMillis());
    if (isAlive()) {
      throw new AssertionError("it still runs after " + LIMIT + ":\n" + output());
    }
    return output();
  }

  /** Stops it in good order; returns its news. */
  String terminate() throws Exception {
    run.stop(Duration.ofMinutes(1));
    return awaitEnd();
  }

  @Override
  public void close() throws Exception {
    terminate();
  }
}
