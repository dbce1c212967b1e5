package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.KafkaConnection;
import io.idealstream.client.LeaseGroup;
import io.idealstream.fixtures.Polling;
import io.idealstream.model.ClipModel;
import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.codec.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** One run of the job on a mini cluster. */
final class JobRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Open as long as the tests run, so that jobs share them and need not open them again. */
  private static final Map<JobSettings.Model, ClipModel> MODELS = new ConcurrentHashMap<>();

  private final Path folder;
  private final RunTopics topics;
  private final StreamExecutionEnvironment environment;
  private final JobClient client;
  private final LeaseGroup lease;
  private boolean stopped;

  private JobRun(
      KafkaConnection connection,
      String prefix,
      Job job,
      Topology.Interception interception,
      Configuration start)
      throws Exception {
    folder = Files.createTempDirectory("idealstream-test-");
    Configuration configuration = job.configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.addAll(start);
    environment = StreamExecutionEnvironment.createLocalEnvironment(configuration);
    job.define(environment, interception);
    client = environment.executeAsync("test");
    lease = job.lease();
    topics = new RunTopics(connection, prefix, () -> client.getJobStatus().join().name());
  }

  /** A new job with topics of its own; space and query are in force when it is returned. */
  static JobRun begin(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      Topology.Interception interception)
      throws Exception {
    return begin(connection, prefix, parallelism, interception, RunTopics.birds());
  }

  /**
   * The same with another space.
   *
   * @param space the file of it
   */
  static JobRun begin(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      Topology.Interception interception,
      String space)
      throws Exception {
    return begin(connection, prefix, parallelism, interception, space, "");
  }

  /**
   * The same with other settings.
   *
   * @param more sections of the job's file
   */
  static JobRun begin(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      Topology.Interception interception,
      String space,
      String more)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    topics.begin(space);
    String settings = topics.settings(parallelism);
    Job job =
        Job.prepare(
            read(
                more.contains("input:")
                    ? more + settings.replaceFirst("input:.*\\n", "")
                    : more + settings));
    JobRun run = new JobRun(connection, prefix, job, interception, new Configuration());
    run.topics.await(Topic.STATUS, 2);
    return run;
  }

  /** A new job on topics that an earlier one without a savepoint wrote to. */
  static JobRun beginAbove(
      KafkaConnection connection, String prefix, int parallelism, VersionFloors floors)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    topics.begin();
    JobSettings settings = settings(topics, parallelism);
    Job.Existing found = Job.prepare(settings).existing();
    Job job =
        new Job(
            settings,
            new Job.Existing(
                found.spaces(),
                found.queries(),
                found.policies(),
                floors,
                Optional.empty(),
                found.model()));
    return new JobRun(connection, prefix, job, Topology.Interception.NONE, new Configuration());
  }

  /**
   * Labels what the topics of another job hold by pinned words, into topics of its own.
   *
   * @param inputs prefix of the other job's topics
   * @param prefix of the topics that are written
   */
  static JobRun replay(
      KafkaConnection connection, String inputs, String prefix, int parallelism, Path words)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    topics.create();
    String yaml = reading(inputs, prefix, topics.settings(parallelism));
    Job job = Job.prepare(read(yaml), "pinned:" + words);
    return new JobRun(connection, prefix, job, Topology.Interception.NONE, new Configuration());
  }

  /**
   * Goes on with the same topics.
   *
   * @param alsoAwaited spaces that are said to exist, beside those that do
   */
  static JobRun resume(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      String savepoint,
      String... alsoAwaited)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    JobSettings settings = settings(topics, parallelism);
    Job.Existing found = Job.prepare(settings).existing();
    List<String> spaces = new ArrayList<>(found.spaces());
    spaces.addAll(List.of(alsoAwaited));
    Configuration start = new Configuration();
    start.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    Job job = new Job(settings, new Job.Existing(spaces, found.queries()));
    return new JobRun(connection, prefix, job, Topology.Interception.NONE, start);
  }

  /**
   * A new job without a model, on topics that are there; nothing is awaited.
   *
   * @param vectors the setting {@code model.vectors}
   */
  static JobRun beginGiven(
      KafkaConnection connection, String prefix, int parallelism, String vectors) throws Exception {
    return beginGiven(connection, prefix, parallelism, vectors, "");
  }

  /**
   * The same with other settings.
   *
   * @param more sections of the job's file
   */
  static JobRun beginGiven(
      KafkaConnection connection, String prefix, int parallelism, String vectors, String more)
      throws Exception {
    return given(connection, prefix, parallelism, vectors, more, new Configuration());
  }

  /** The same from a savepoint. */
  static JobRun resumeGiven(
      KafkaConnection connection, String prefix, int parallelism, String vectors, String savepoint)
      throws Exception {
    Configuration start = new Configuration();
    start.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return given(connection, prefix, parallelism, vectors, "", start);
  }

  /**
   * The same where items wait.
   *
   * @param spaces that are said to exist
   * @param queries alike
   */
  static JobRun resumeGiven(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      String vectors,
      String savepoint,
      List<String> spaces,
      List<String> queries)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    Configuration start = new Configuration();
    start.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    JobSettings settings =
        read("model: {vectors: %s}\n".formatted(vectors) + topics.settings(parallelism));
    Job job = new Job(settings, new Job.Existing(spaces, queries));
    return new JobRun(connection, prefix, job, Topology.Interception.NONE, start);
  }

  /**
   * Labels what the topics of another job without a model hold by pinned words, into topics of its
   * own.
   *
   * @param inputs prefix of the other job's topics
   * @param prefix of the topics that are written
   */
  static JobRun replayGiven(
      KafkaConnection connection, String inputs, String prefix, String vectors, Path words)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    topics.create();
    String yaml = "model: {vectors: %s}\n".formatted(vectors) + topics.settings(1);
    Job job = Job.prepare(read(reading(inputs, prefix, yaml)), "pinned:" + words);
    return new JobRun(connection, prefix, job, Topology.Interception.NONE, new Configuration());
  }

  /**
   * A new job without a model beside others that read the same topics, into topics of its own.
   *
   * @param inputs prefix of the topics that are read
   * @param prefix of the topics that are written
   * @param model the section {@code model}
   */
  static JobRun beginBeside(KafkaConnection connection, String inputs, String prefix, String model)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    topics.create();
    String yaml = "model: %s\n".formatted(model) + topics.settings(1);
    Job job = Job.prepare(read(reading(inputs, prefix, yaml)));
    return new JobRun(connection, prefix, job, Topology.Interception.NONE, new Configuration());
  }

  /** Settings that read other topics than they write. */
  private static String reading(String inputs, String prefix, String yaml) {
    return yaml.replace(
        "topics: {prefix: \"%s\"}".formatted(prefix),
        "topics: {prefix: \"%s\", output-prefix: \"%s\"}".formatted(inputs, prefix));
  }

  private static JobRun given(
      KafkaConnection connection,
      String prefix,
      int parallelism,
      String vectors,
      String more,
      Configuration start)
      throws Exception {
    RunTopics topics = new RunTopics(connection, prefix, () -> "not started");
    JobSettings settings =
        read("model: {vectors: %s}\n".formatted(vectors) + more + topics.settings(parallelism));
    return new JobRun(connection, prefix, Job.prepare(settings), Topology.Interception.NONE, start);
  }

  RunTopics topics() {
    return topics;
  }

  /** Stops with a savepoint and returns where that is. */
  String stop(Path folder) throws Exception {
    String savepoint =
        client
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    stopped = true;
    lease.remove(client.getJobID().toHexString());
    return savepoint;
  }

  @Override
  public void close() throws Exception {
    if (!stopped) {
      client.cancel().get();
    }
    environment.close();
    delete();
  }

  /** The cluster ends by itself, and writes on for a moment. */
  private void delete() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Files.exists(folder)) {
      try {
        FileUtils.deleteDirectory(folder.toFile());
      } catch (IOException written) {
        if (System.nanoTime() > deadline) {
          throw written;
        }
        Polling.pause(100);
      }
    }
  }

  private static JobSettings settings(RunTopics topics, int parallelism) {
    return read(topics.settings(parallelism));
  }

  private static JobSettings read(String settings) {
    String yaml =
        settings
            + """
              taskmanager.memory.network.min: 256mb
              taskmanager.memory.network.max: 256mb
            """;
    JobSettings read = SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8)));
    if (read.model().vectors().isEmpty()) {
      MODELS.computeIfAbsent(read.model(), JobRun::opened);
    }
    return read;
  }

  private static ClipModel opened(JobSettings.Model model) {
    return ClipModel.open(model.source().files(), model.source().settings());
  }
}
