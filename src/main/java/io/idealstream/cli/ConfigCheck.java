package io.idealstream.cli;

import io.idealstream.job.JobSettings;
import io.idealstream.job.Preflight;
import io.idealstream.job.SettingsReader;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code config check}: names every problem of a configuration, of what it names on this machine,
 * and of Kafka with it.
 */
@Command(name = "check", description = "Name every problem of a job's configuration.")
final class ConfigCheck implements Runnable {
  @Parameters(paramLabel = "FILE", description = "Such as conf/job.yaml.")
  private Path file;

  @Option(
      names = "--kafka",
      description = "Ask Kafka as well: reachable, what is allowed, topics, longest transaction.")
  private boolean kafka;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    JobSettings settings = SettingsReader.read(file);
    if (kafka) {
      Preflight.check(settings);
    } else {
      Preflight.checkOffline(settings);
    }
    spec.commandLine().getOut().println(file + ": no problems");
  }
}
