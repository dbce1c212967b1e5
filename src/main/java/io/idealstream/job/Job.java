package io.idealstream.job;

import io.idealstream.client.LeaseGroup;
import io.idealstream.client.NoAnswerException;
import io.idealstream.client.Offsets;
import io.idealstream.job.monitor.Lag;
import io.idealstream.job.monitor.Monitor;
import io.idealstream.job.recovery.Locations;
import io.idealstream.model.ModelDescription;
import io.idealstream.stream.VersionFloors;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.state.rocksdb.sstmerge.RocksDBManualCompactionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job whose settings and Kafka were found in order, ready to run anywhere. */
public final class Job {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  /** Of the job on Flink. */
  public static final String NAME = "idealstream";

  /** Checkpoints that may fail in a row: a full disk or a slow one is no reason to start again. */
  static final int TOLERATED_CHECKPOINTS = 30;

  /** More than one, so that there is a choice when the newest cannot be read. */
  private static final int RETAINED_CHECKPOINTS = 3;

  /** Of what words are made that are pinned. */
  private static final Set<Topic<?>> UNPINNED = Set.of(Topic.CAPTIONS, Topic.SPACES);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /**
   * How often RocksDB looks for small files to join. By itself it joins files whose keys overlap;
   * names that come and go leave a file in every checkpoint that overlaps with none.
   */
  private static final Duration COMPACTION_INTERVAL = Duration.ofMinutes(1);

  private final JobSettings settings;
  private final Existing existing;
  private final String member;

  Job(JobSettings settings, Existing existing) {
    this(settings, existing, null);
  }

  private Job(JobSettings settings, Existing existing, String member) {
    this.settings = settings;
    this.existing = existing;
    this.member = member;
  }

  /**
   * Checks everything that a job in this process needs, and reads which spaces, queries and
   * policies exist.
   *
   * @throws io.idealstream.wire.config.Misconfigured with everything that is wrong
   */
  public static Job prepare(JobSettings settings) {
    return checked(settings, Preflight.open(settings));
  }

  /**
   * The same for a job on a cluster, whose memory and folders are not those of this process.
   *
   * @throws io.idealstream.wire.config.Misconfigured with everything that is wrong
   */
  public static Job prepareForCluster(JobSettings settings) {
    return checked(settings, Preflight.openForCluster(settings));
  }

  private static Job checked(JobSettings settings, ModelDescription model) {
    return new Job(
        settings,
        new Existing(
            Preflight.existing(settings, Topic.SPACES),
            Preflight.existing(settings, Topic.QUERIES),
            Preflight.existing(settings, Topic.POLICIES),
            VersionFloors.NONE,
            Optional.empty(),
            Optional.of(model)));
  }

  /**
   * The same, to label by the words of a file: spaces, captions and votes are not read, and no
   * words written.
   *
   * @param words {@code pinned:FILE}
   * @throws io.idealstream.wire.config.Misconfigured with everything that is wrong
   */
  public static Job prepare(JobSettings settings, String words) {
    return checked(settings, words, Preflight.open(settings));
  }

  /**
   * The same for a job on a cluster.
   *
   * @throws io.idealstream.wire.config.Misconfigured with everything that is wrong
   */
  public static Job prepareForCluster(JobSettings settings, String words) {
    return checked(settings, words, Preflight.openForCluster(settings));
  }

  private static Job checked(JobSettings settings, String words, ModelDescription model) {
    Pinned pinned = Pinned.of(words, settings.model().made());
    return new Job(
        settings,
        new Existing(
            pinned.names(),
            Preflight.existing(settings, Topic.QUERIES),
            Preflight.existing(settings, Topic.POLICIES),
            VersionFloors.NONE,
            Optional.of(pinned),
            Optional.of(model)));
  }

  /** What is to watch the job while it runs in this process. */
  Monitor monitor() {
    JobSettings.Kafka kafka = settings.kafka();
    Map<String, String> topics = new TreeMap<>();
    existing.read(settings).forEach(topic -> topics.put(topic.code(), kafka.name(topic)));
    return Monitor.start(kafka.connection(), kafka.group(), topics, lag());
  }

  private Lag lag() {
    Optional<PastRange> past = settings.input().past();
    if (past.isPresent()) {
      return lag(past.get());
    }
    return settings.input().start() == JobSettings.Start.LATEST
        ? Lag.fromEnd()
        : Lag.fromBeginning();
  }

  private Lag lag(PastRange range) {
    List<String> items =
        existing.read(settings).stream()
            .filter(topic -> !topic.isControl())
            .map(settings.kafka()::name)
            .toList();
    try (Offsets offsets = Offsets.of(settings.kafka().connection(), settings.kafka().group())) {
      return Lag.within(offsets.since(items, range.from()), offsets.since(items, range.to()));
    } catch (NoAnswerException away) {
      return Lag.fromBeginning(); // it is asked again and again, and says so
    }
  }

  /**
   * Runs on the Flink that calls: a cluster under {@code flink run}.
   *
   * @throws io.idealstream.client.LeaseHeldException when another life of the job is running
   */
  public void runThere() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    // in application mode this is run again, for the same life, when the JobManager fails over
    lease()
        .refuseOthers(
            environment.getConfiguration().get(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID));
    Neighbours.warnings(settings).forEach(LOG::warn);
    define(environment, Topology.Interception.NONE);
    environment.execute(NAME);
  }

  /** Starts on a Flink of this process, that of an environment, and does not wait. */
  public JobClient start(StreamExecutionEnvironment environment) throws Exception {
    return start(environment, localConfiguration());
  }

  /** What this process may take of memory outside of Java, by what takes it. */
  Map<String, Long> memoryOutsideJava() {
    Map<String, Long> needs = new TreeMap<>();
    for (MemoryNeed need :
        settings.memory(existing.model().orElseThrow()).outsideJava(Machine.here())) {
      needs.put(need.what(), need.bytes());
    }
    return needs;
  }

  /** What the job needs of a Flink of this process. */
  Configuration localConfiguration() {
    Configuration flink = configuration();
    settings.flinkMemory().setNetwork(flink);
    return flink;
  }

  JobClient start(StreamExecutionEnvironment environment, Configuration flink) throws Exception {
    environment.configure(flink);
    define(environment, Topology.Interception.NONE);
    return environment.executeAsync(NAME);
  }

  /** The same with versions that begin above those of an earlier life. */
  Job above(VersionFloors floors) {
    return new Job(
        settings,
        new Existing(
            existing.spaces(),
            existing.queries(),
            existing.policies(),
            floors,
            existing.pinned(),
            existing.model()),
        member);
  }

  /** The same, with a right to write that this process holds already under a name. */
  Job heldBy(String heldName) {
    return new Job(settings, existing, heldName);
  }

  Existing existing() {
    return existing;
  }

  LeaseGroup lease() {
    return settings.lease();
  }

  void define(StreamExecutionEnvironment environment, Topology.Interception interception) {
    KafkaEndpoints kafka = new KafkaEndpoints(settings, member);
    Topology.build(environment, kafka, kafka, settings, existing, interception);
  }

  /** What the job needs of Flink; a user's own options come last and win. */
  Configuration configuration() {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.MAX_PARALLELISM, Topology.MAX_PARALLELISM);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_PAUSE);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // without it Flink reads the state of operators back by one call of the system for each byte
    flink.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
    // a time to wait takes a thread for each edge, which wakes up whether there is a record or not
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
    flink.set(RocksDBManualCompactionOptions.MIN_INTERVAL, COMPACTION_INTERVAL);
    flink.set(RocksDBOptions.OPTIONS_FACTORY, SmallManifest.class.getName());
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERATED_CHECKPOINTS);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.runtime().checkpointInterval());
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings
        .runtime()
        .checkpointFolder()
        .ifPresent(
            folder -> flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Locations.uri(folder)));
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
   * @param policies names
   * @param floors versions begin above them, unless the job goes on from state
   * @param pinned words to label by; empty where the job makes its own
   * @param model empty where it was not asked
   */
  record Existing(
      List<String> spaces,
      List<String> queries,
      List<String> policies,
      VersionFloors floors,
      Optional<Pinned> pinned,
      Optional<ModelDescription> model) {

    Existing(List<String> spaces, List<String> queries) {
      this(spaces, queries, List.of(), VersionFloors.NONE, Optional.empty(), Optional.empty());
    }

    /** The topics that are read. */
    List<Topic<?>> read(JobSettings settings) {
      return settings.inputs().stream()
          .filter(topic -> pinned.isEmpty() || !UNPINNED.contains(topic))
          .toList();
    }

    /** What is read. */
    String topics(JobSettings settings) {
      List<String> names = read(settings).stream().map(Topic::code).toList();
      int last = names.size() - 1;
      return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
  }
}
