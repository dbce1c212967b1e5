package io.idealstream.job;

import io.idealstream.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
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
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

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

  /**
   * The same, to label by the words of a file: spaces, captions and votes are not read, and no
   * words written.
   *
   * @param words {@code pinned:FILE}
   * @throws io.idealstream.wire.config.Misconfigured with everything that is wrong
   */
  public static Job prepare(JobSettings settings, String words) {
    Pinned pinned = Pinned.of(words, settings.model().source());
    Preflight.check(settings);
    return new Job(
        settings,
        new Existing(
            pinned.names(), Preflight.existing(settings, Topic.QUERIES), Optional.of(pinned)));
  }

  /**
   * Runs on a Flink of this process until it ends.
   *
   * @param news sentences for who watches
   * @throws JobFailed when it did not start, or failed and will not start again
   */
  public void runHere(Consumer<String> news) throws Exception {
    try (LocalFlink flink = new LocalFlink()) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.setParallelism(Runtime.getRuntime().availableProcessors());
      JobClient job = startOrSayWhyNot(environment);
      news.accept(
          settings.summary(existing.topics(), environment.getParallelism(), configuration()));
      watch(flink, job, news);
    }
    news.accept("The job has ended.");
  }

  private JobClient startOrSayWhyNot(StreamExecutionEnvironment environment) throws JobFailed {
    try {
      return start(environment);
    } catch (Exception failure) {
      throw new JobFailed("the job did not start: " + JobSighting.cause(failure), failure);
    }
  }

  private static void watch(LocalFlink flink, JobClient job, Consumer<String> news)
      throws Exception {
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    JobNews sightings = new JobNews();
    while (!end.isDone()) {
      try {
        end.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException runsOn) {
        sightings.of(flink.look(job.getJobID())).forEach(news);
      } catch (ExecutionException failure) {
        throw new JobFailed("the job failed for good: " + JobSighting.cause(failure), failure);
      }
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
   * @param pinned words to label by; empty where the job makes its own
   */
  record Existing(List<String> spaces, List<String> queries, Optional<Pinned> pinned) {

    Existing(List<String> spaces, List<String> queries) {
      this(spaces, queries, Optional.empty());
    }

    /** What is read. */
    String topics() {
      return pinned.isPresent()
          ? "images, feedback, queries and concepts"
          : "images, captions, feedback, queries, concepts and spaces";
    }
  }
}
