package io.idealstream.cli;

import io.idealstream.job.Job;
import io.idealstream.job.JobSettings;
import io.idealstream.job.SettingsReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code run}: the job on a Flink of this process. Tells on standard error that it started, every
 * restart and its end; {@code conf/log4j2-run.properties} says what else is let through.
 */
@Command(name = "run", description = "Run the job on a local Flink, against the Kafka of a file.")
final class RunCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Its settings.")
  private Path config;

  @Option(
      names = "--words",
      paramLabel = "pinned:FILE",
      description =
          "Label by the words of a file that words export wrote. Spaces, captions and votes are not"
              + " read, and no words written.")
  private String words;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write what Flink and Kafka say to a file, with every stack trace.")
  private Path log;

  @Override
  public Integer call() throws Exception {
    if (log != null) {
      // read by the logging's own file, which is not read before the first logger is made
      System.setProperty("idealstream.log", log.toString());
      System.setProperty("idealstream.log.level", "INFO");
    }
    Logger news = LoggerFactory.getLogger(RunCommand.class);
    JobSettings settings = SettingsReader.read(config);
    Job job = words == null ? Job.prepare(settings) : Job.prepare(settings, words);
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> sayUnless(ended, news), "farewell"));
    try {
      job.runHere(news::info);
    } finally {
      ended.set(true);
    }
    return 0;
  }

  private static void sayUnless(AtomicBoolean ended, Logger news) {
    if (!ended.get()) {
      news.info("Stopped by a signal.");
    }
  }
}
