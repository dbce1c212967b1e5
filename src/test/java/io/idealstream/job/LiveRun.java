package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.wire.codec.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A run of the job on a thread of its own, in this process; its end is among its news. */
final class LiveRun implements AutoCloseable {
  private final LocalRun run;
  private final Thread thread;

  private LiveRun(LocalRun run, List<String> news) {
    this.run = run;
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

  static JobSettings settings(String yaml) {
    return SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8)));
  }

  /** Stops it in good order. */
  @Override
  public void close() throws Exception {
    run.stop(Duration.ofMinutes(1)).get();
    thread.join();
  }
}
