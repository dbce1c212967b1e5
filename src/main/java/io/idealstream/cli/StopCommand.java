package io.idealstream.cli;

import io.idealstream.job.JobSettings;
import io.idealstream.job.control.ClusterJob;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stop}: ends a running job with a savepoint. */
@Command(
    name = "stop",
    description = "End a running job with a savepoint, from which the next run goes on.")
final class StopCommand implements Runnable {
  @Mixin private JobOptions job = new JobOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "Time for the savepoint; beyond it the job ends with its last checkpoint"
              + " (default ${DEFAULT-VALUE}).")
  private long seconds = 60;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    Duration limit = Duration.ofSeconds(seconds);
    JobSettings settings = job.settings();
    String told =
        job.cluster()
            .map(cluster -> stop(cluster, settings, limit))
            .orElseGet(() -> job.here().stop(limit).orElseThrow(job::noneHere));
    spec.commandLine().getOut().println(told);
  }

  /** What a job on a cluster holds is kept for it, unless it is told to have ended. */
  private static String stop(ClusterJob cluster, JobSettings settings, Duration limit) {
    String told = cluster.stop(settings.runtime().checkpointFolder(), limit);
    settings.lease().remove(cluster.id());
    return told;
  }
}
