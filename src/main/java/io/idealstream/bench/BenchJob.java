package io.idealstream.bench;

import io.idealstream.demo.Kafka;
import io.idealstream.demo.TemporaryFolder;
import io.idealstream.demo.feed.Spaces;
import io.idealstream.demo.feed.StandingQuery;
import io.idealstream.job.Job;
import io.idealstream.job.LocalFlink;
import io.idealstream.job.SettingsReader;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.space.SpaceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** The whole job on a Flink of this process: one subtask, one space, two standing queries. */
final class BenchJob implements AutoCloseable {

  private static final Duration ENDING = Duration.ofSeconds(20);

  private final TemporaryFolder folder;
  private final LocalFlink flink;
  private final JobClient job;

  private BenchJob(TemporaryFolder folder, LocalFlink flink, JobClient job) {
    this.folder = folder;
    this.flink = flink;
    this.job = job;
  }

  /** Makes the topics, and writes what the job is to find there when it starts. */
  static void define(Kafka kafka) {
    List<SpaceDefinition> birds = Spaces.bundled().subList(0, 1);
    kafka.createTopics();
    kafka.define(birds, StandingQuery.ALL, List.of());
  }

  /**
   * Starts the job on topics that {@link #define} made.
   *
   * @param delivery as in the configuration
   */
  static BenchJob start(Kafka kafka, JobPlace place, String delivery) throws Exception {
    TemporaryFolder own = TemporaryFolder.create(place.folder(), "job-");
    LocalFlink flink = new LocalFlink(own.path());
    try {
      Path file =
          Files.writeString(
              own.path().resolve("job.yaml"),
              settings(kafka, place, delivery) + "parallelism: 1\n");
      return new BenchJob(
          own, flink, Job.prepare(SettingsReader.read(file)).start(flink.environment()));
    } catch (Exception failure) {
      flink.close();
      own.close();
      throw failure;
    }
  }

  /** Whether it has ended, which it does not by itself. */
  boolean hasEnded() {
    return job.getJobExecutionResult().isDone();
  }

  @Override
  public void close() throws Exception {
    try {
      job.cancel().get(ENDING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException slow) {
      // closing Flink ends it too
    } finally {
      flink.close();
      folder.close();
    }
  }

  /** The configuration of a job, but for its parallelism. */
  static String settings(Kafka kafka, JobPlace place, String delivery) {
    return """
        kafka: {bootstrap-servers: "%s", group: "%s"}
        topics: {prefix: "%s"}
        output: {delivery: %s, transactional-id: "%s"}
        checkpoint: {interval: %ds}
        %s
        """
        .formatted(
            kafka.connection().bootstrapServers(),
            kafka.prefix(),
            kafka.prefix(),
            delivery,
            kafka.prefix(),
            place.checkpoints().toSeconds(),
            place.model().map(BenchJob::model).orElse(""));
  }

  /** As JSON, which YAML takes, writes a text. */
  private static String model(Path folder) {
    return "model: {folder: %s}".formatted(Json.text(folder.toAbsolutePath().toString()));
  }
}
