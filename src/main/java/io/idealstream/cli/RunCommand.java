package io.idealstream.cli;

import io.idealstream.job.Job;
import io.idealstream.job.SettingsReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the job on a Flink of this process. */
@Command(name = "run", description = "Run the job on a local Flink, against the Kafka of a file.")
final class RunCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", required = true, description = "Its settings.")
  private Path config;

  @Override
  public Integer call() throws Exception {
    Job.prepare(SettingsReader.read(config)).runHere();
    return 0;
  }
}
