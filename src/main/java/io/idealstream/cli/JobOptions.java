package io.idealstream.cli;

import io.idealstream.job.Job;
import io.idealstream.job.JobSettings;
import io.idealstream.job.SettingsReader;
import io.idealstream.job.control.ClusterJob;
import io.idealstream.job.control.ControlClient;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running job: of this machine by its configuration, or of a cluster by its REST address. */
final class JobOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration that the job runs with.")
  private Path config;

  @Option(
      names = "--rest",
      paramLabel = "URL",
      description = "REST address of the Flink cluster that runs it (default: this machine's run).")
  private String rest;

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Id of the job on the cluster, where several of the name idealstream run.")
  private String job;

  JobSettings settings() {
    return SettingsReader.read(config);
  }

  /** The cluster, if one was named. */
  Optional<ClusterJob> cluster() {
    return Optional.ofNullable(rest)
        .map(url -> ClusterJob.find(url, Job.NAME, Optional.ofNullable(job)));
  }

  ControlClient here() {
    return new ControlClient(settings().runtime().stateFolder());
  }

  /** Where the job of this machine would be found. */
  IllegalStateException noneHere() {
    return new IllegalStateException(
        "no job runs here with state.folder " + settings().runtime().stateFolder());
  }
}
