package io.idealstream.cli;

import io.idealstream.job.JobSettings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code savepoint}: a savepoint of a running job, which runs on. */
@Command(
    name = "savepoint",
    description =
        "Take a savepoint of a running job, which runs on. It is kept until you delete it.")
final class SavepointCommand implements Runnable {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Mixin private JobOptions job = new JobOptions();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    JobSettings settings = job.settings();
    String told =
        job.cluster()
            .map(cluster -> cluster.savepoint(settings.runtime().checkpointFolder(), LIMIT))
            .orElseGet(() -> job.here().savepoint().orElseThrow(job::noneHere));
    spec.commandLine().getOut().println(told);
  }
}
