package io.idealstream.cli;

import io.idealstream.cli.audit.Audit;
import io.idealstream.cli.audit.AuditReport;
import io.idealstream.job.JobSettings;
import io.idealstream.job.LocalRun;
import io.idealstream.job.PastRange;
import io.idealstream.job.Reprocessing;
import io.idealstream.job.RunOptions;
import io.idealstream.job.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code run}: the job on a Flink of this process. Tells on standard error where it goes on from,
 * every restart and its end; {@code conf/log4j2-run.properties} says what else is let through.
 */
@Command(
    name = "run",
    description = {
      "Run the job on a local Flink, against the Kafka of a file. It goes on from where the run"
          + " before ended. SIGINT, SIGTERM and the command stop end it with a savepoint."
    })
final class RunCommand implements Callable<Integer> {
  /** Docker kills ten seconds after its signal; what remains is for closing. */
  private static final Duration SAVEPOINT = Duration.ofSeconds(6);

  /** Once all is done, for shutdown hooks. */
  static final Duration CLOSING = Duration.ofSeconds(2);

  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Its settings.")
  private Path config;

  @Option(
      names = "--fresh",
      description =
          "Begin anew: forget the state of earlier runs and remove their words from topic words.")
  private boolean fresh;

  @Option(
      names = "--take-over",
      description =
          "End another run of this job first, here or elsewhere, and go on from its newest state."
              + " Needs its checkpoint folder.")
  private boolean takeOver;

  @Mixin private PastOptions past;

  @Option(
      names = "--words",
      paramLabel = "pinned:FILE",
      description =
          "Label by the words of a file that words export wrote. Spaces, captions and votes are not"
              + " read, and no words written.")
  private String words;

  @Option(
      names = "--web-port",
      paramLabel = "P",
      description = "Show Flink's own web interface, read-only, at 127.0.0.1:P.")
  private Integer webPort;

  @Option(
      names = "--health-port",
      paramLabel = "P",
      description = "Answer GET /live and /ready at 127.0.0.1:P.")
  private Integer healthPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "P",
      description = "Show all metrics to Prometheus, at http://127.0.0.1:P/metrics.")
  private Integer metricsPort;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write what Flink and Kafka say to a file, with every stack trace.")
  private Path log;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quiet",
      description =
          "Show news alone, without the line that shows how the job is doing (on a terminal live,"
              + " elsewhere once a minute).")
  private boolean quiet;

  @Override
  public Integer call() throws Exception {
    if (log != null) {
      // read by the logging's own file, which is not read before the first logger is made
      System.setProperty("idealstream.log", log.toString());
      System.setProperty("idealstream.log.level", "INFO");
    }
    Logger news = LoggerFactory.getLogger(RunCommand.class);
    Optional<PastRange> range = past.range();
    refuseForPast(range);
    JobSettings live = SettingsReader.read(config);
    JobSettings settings =
        range.isEmpty() ? live : Reprocessing.prepare(live, range.get(), past.outputPrefix());
    boolean whole = run(settings, news);
    return range.isPresent() && whole ? audit(settings, range.get()) : 0;
  }

  /** Whether it ended by itself, with all that it was to do. */
  private boolean run(JobSettings settings, Logger news) throws Exception {
    try (RunScreen screen = quiet ? RunScreen.quiet() : RunScreen.open(news::info)) {
      screen.starting();
      LocalRun run = new LocalRun(settings, options(), news::info, screen::show);
      Signals.catchAll(
          () -> {
            run.stop(SAVEPOINT);
            Ending.haltAfter(SAVEPOINT.plus(CLOSING), 0);
          });
      run.run();
      return run.isWhole();
    }
  }

  private int audit(JobSettings settings, PastRange range) throws Exception {
    AuditReport report = new Audit(settings, range.from(), range.to()).run();
    Reprocessing.end(settings);
    return AuditCommand.tell(report, 0, settings, false, spec);
  }

  private void refuseForPast(Optional<PastRange> range) {
    if (range.isPresent() && (fresh || takeOver)) {
      throw new ParameterException(
          spec.commandLine(), "--fresh and --take-over have no effect with --to");
    }
  }

  private RunOptions options() {
    return new RunOptions(
        Optional.ofNullable(words),
        fresh,
        takeOver,
        past.snapshot(),
        port(webPort),
        port(healthPort),
        port(metricsPort));
  }

  private static OptionalInt port(Integer given) {
    return given == null ? OptionalInt.empty() : OptionalInt.of(given);
  }
}
