package io.idealstream.bench;

import io.idealstream.demo.ChildJava;
import io.idealstream.job.LocalRun;
import io.idealstream.job.RunOptions;
import io.idealstream.job.SettingsReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A job in a process of its own, as the command {@code run} has it. */
final class StartedJob implements AutoCloseable {

  private static final Duration STOPPING = Duration.ofSeconds(6);

  private final ChildJava process;
  private final Path log;

  private StartedJob(ChildJava process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it, under the options of Java of this process.
   *
   * @param folder for its configuration, state and log
   * @param settings as YAML
   */
  static StartedJob start(Path folder, String settings) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), settings);
    Path log = folder.resolve("log");
    return new StartedJob(
        ChildJava.start(
            new ChildJava.Start(
                StartedJob.class,
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                List.of(file.toString()),
                Map.of("XDG_STATE_HOME", folder.toString()),
                Redirect.DISCARD,
                Redirect.to(log.toFile()))),
        log);
  }

  /** The process that was started. */
  public static void main(String[] arguments) {
    ChildJava.leaveInterruptToParent();
    try {
      LocalRun run =
          new LocalRun(
              SettingsReader.read(Path.of(arguments[0])),
              RunOptions.DEFAULT,
              System.err::println,
              snapshot -> {});
      Thread end = new Thread(() -> stopWithParent(run), "parent");
      end.setDaemon(true);
      end.start();
      run.run();
    } catch (Exception failure) {
      System.err.println(failure.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }

  private static void stopWithParent(LocalRun run) {
    try {
      ChildJava.awaitEndOfParent();
    } catch (IOException gone) {
      // which is its end, too
    }
    run.stop(STOPPING);
  }

  /**
   * @throws IOException with the last that it said, if it has ended
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> said = Files.readAllLines(log);
      throw new IOException(
          "the job has ended" + (said.isEmpty() ? "" : ": " + said.get(said.size() - 1)));
    }
  }

  /** Its time on the processor so far. */
  Duration onProcessor() {
    return process.onProcessor();
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
