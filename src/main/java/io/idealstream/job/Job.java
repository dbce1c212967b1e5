package io.idealstream.job;

import io.idealstream.wire.Topic;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job whose settings and Kafka were found in order, ready to run anywhere. */
public final class Job {
  private static final String NAME = "idealstream";

  private final JobSettings settings;
  private final Existing existing;

  Job(JobSettings settings, Existing existing) {
    this.settings = settings;
    this.existing = existing;
  }

  /**
   * Checks Kafka and reads which spaces and queries exist.
   *
   * @throws io.idealstream.wire.config.Misconfigured with everything that is wrong
   */
  public static Job prepare(JobSettings settings) {
    Preflight.check(settings);
    return new Job(
        settings,
        new Existing(
            Preflight.existing(settings, Topic.SPACES),
            Preflight.existing(settings, Topic.QUERIES)));
  }

  /** Runs on a Flink of this process until it is stopped. */
  public void runHere() throws Exception {
    try (StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(configuration())) {
      define(environment, Topology.Interception.NONE);
      environment.execute(NAME);
    }
  }

  /** Runs on the Flink that calls: a cluster under {@code flink run}. */
  public void runThere() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    define(environment, Topology.Interception.NONE);
    environment.execute(NAME);
  }

  /** Starts on the Flink of an environment and does not wait. */
  public JobClient start(StreamExecutionEnvironment environment) throws Exception {
    environment.configure(configuration());
    define(environment, Topology.Interception.NONE);
    return environment.executeAsync(NAME);
  }

  Existing existing() {
    return existing;
  }

  void define(StreamExecutionEnvironment environment, Topology.Interception interception) {
    KafkaEndpoints kafka = new KafkaEndpoints(settings);
    Topology.build(environment, kafka, kafka, settings, existing, interception);
  }

  /** What the job needs of Flink; a user's own options come last and win. */
  Configuration configuration() {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.MAX_PARALLELISM, Topology.MAX_PARALLELISM);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.runtime().checkpointInterval());
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings
        .runtime()
        .checkpointFolder()
        .ifPresent(folder -> flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder));
    settings
        .runtime()
        .parallelism()
        .ifPresent(subtasks -> flink.set(CoreOptions.DEFAULT_PARALLELISM, subtasks));
    settings.runtime().flink().forEach(flink::setString);
    return flink;
  }

  /**
   * What exists when a new job starts: items wait until these are in force.
   *
   * @param spaces names
   * @param queries ids
   */
  record Existing(List<String> spaces, List<String> queries) {}
}
