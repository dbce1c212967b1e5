package io.idealstream.job;

import io.idealstream.client.KafkaConnection;
import io.idealstream.client.LeaseGroup;
import io.idealstream.drift.Watched;
import io.idealstream.estimate.prompt.PromptBounds;
import io.idealstream.job.recovery.Locations;
import io.idealstream.job.recovery.Recoveries;
import io.idealstream.job.recovery.StateFolder;
import io.idealstream.model.ModelDescription;
import io.idealstream.model.ModelSettings;
import io.idealstream.stream.drift.DriftSettings;
import io.idealstream.stream.drift.SampleFeeds;
import io.idealstream.stream.embed.GivenModel;
import io.idealstream.stream.embed.JobModel;
import io.idealstream.stream.embed.ModelSource;
import io.idealstream.stream.feedback.FeedbackSettings;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.stream.space.HistorySettings;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.codec.IdFrom;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;

/**
 * Typed settings of the job; {@link SettingsReader} makes them and reports all problems at once.
 *
 * @param drift empty where nothing is watched
 */
public record JobSettings(
    Kafka kafka,
    Model model,
    Input input,
    Spaces spaces,
    Duration wordsInterval,
    HistorySettings history,
    int waitingItems,
    int lookBackBytes,
    FeedbackSettings feedback,
    Vectors feedbackVectors,
    Optional<DriftSettings> drift,
    Output output,
    Runtime runtime) {

  private static final String RESTORE_PATH = StateRecoveryOptions.SAVEPOINT_PATH.key();

  /** What the job reads, where, and where its state is kept, for who starts it. */
  String summary(String topics, int parallelism) {
    return "Reading %s%s from %s, topics %s*%s; parallelism %d; a checkpoint every %s, kept in %s."
        .formatted(
            topics,
            input.past().map(range -> " of " + range).orElse(""),
            kafka.bootstrapServers(),
            kafka.prefix(),
            kafka.writesElsewhere() ? "; writing topics " + kafka.outputPrefix() + "*" : "",
            parallelism,
            DurationText.of(runtime.checkpointInterval()),
            runtime.checkpointLocation());
  }

  /** How long Kafka may be away before something is lost; empty without transactions. */
  Optional<Duration> lossless() {
    boolean transactions =
        Topic.outputs().stream().anyMatch(topic -> output.delivery(topic) == Delivery.EXACTLY_ONCE);
    Duration bound =
        output.transactionTimeout().minus(runtime.checkpointInterval().multipliedBy(2));
    return transactions
        ? Optional.of(bound.isNegative() ? Duration.ZERO : bound)
        : Optional.empty();
  }

  /** The same for records that were worked off before, see {@link Reprocessing}. */
  JobSettings reprocessing(PastRange range, String outputPrefix) {
    return new JobSettings(
        kafka.writing(outputPrefix),
        model,
        input.of(range),
        spaces,
        wordsInterval,
        history,
        waitingItems,
        lookBackBytes,
        feedback,
        feedbackVectors,
        drift,
        output.writing(outputPrefix),
        runtime.writing(outputPrefix));
  }

  /** Where runs of this configuration see each other. */
  public LeaseGroup lease() {
    return new LeaseGroup(
        kafka.connection(),
        output.transactionalId(),
        kafka.name(Topic.WORDS),
        kafka.group() + " " + kafka.prefix());
  }

  /** The topics that a job reads: those of texts only where no model is opened. */
  List<Topic<?>> inputs() {
    return Topic.inputs().stream()
        .filter(topic -> topic != Topic.TEXTS || model.vectors().isPresent())
        .toList();
  }

  /**
   * Whether the job writes acts on words to the topic that it reads them from. A run that writes
   * elsewhere, such as a replay, leaves that to the one whose acts it reads.
   */
  boolean actsOnWords() {
    return !kafka.writesElsewhere()
        && drift
            .filter(watch -> watch.freezes() && watch.watched().contains(Watched.QUALITY))
            .isPresent();
  }

  /** What records of items may hold, and what they may leave out. */
  public ReadingLimits readingLimits() {
    return ReadingLimits.DEFAULT
        .withMaxClockSkew(input.maxClockSkew())
        .withPictureId(input.pictureId());
  }

  /** The job's model, where vectors of others are left aside; empty where they are dead letters. */
  public Optional<String> soleModel() {
    return model.others() == JobModel.Others.IGNORE
        ? Optional.of(model.made().fingerprint())
        : Optional.empty();
  }

  /** Whether a reader of committed labels sees each once. */
  public boolean writesLabelsOnce() {
    return output.delivery(Topic.LABELS) == Delivery.EXACTLY_ONCE;
  }

  /** Where a run begins: what lies in its folder and in its topics decides. */
  Recoveries.Question recovery(RunOptions options) {
    return new Recoveries.Question(
        kafka.connection(),
        output.transactionalId(),
        kafka.outputPrefix(),
        options.words().isEmpty(),
        options.fresh(),
        options.from().or(() -> Optional.ofNullable(runtime.flink().get(RESTORE_PATH))));
  }

  /**
   * What the job takes of memory in this process.
   *
   * @throws IllegalArgumentException if a setting for Flink cannot be understood
   */
  MemoryPlan memory(ModelDescription opened) {
    return new MemoryPlan(
        subtasks(),
        input.batchSize(),
        input.batchBytes(),
        model.settings().limits(),
        waitingItems,
        feedback.waits() ? feedback.maxItems() : 0,
        lookBackBytes,
        drift.isPresent() ? SampleFeeds.MOST_ITEMS : 0,
        flinkMemory(),
        opened);
  }

  /** What Flink takes for itself in this process. */
  FlinkMemory flinkMemory() {
    return FlinkMemory.of(Configuration.fromMap(runtime.flink()), subtasks());
  }

  /** Megabytes of disk that a run takes before its first item; empty where it takes none. */
  OptionalLong disk() {
    return FlinkDisk.beforeItems(Configuration.fromMap(runtime.flink()), subtasks());
  }

  /** Subtasks of every operator in this process. */
  private int subtasks() {
    return Configuration.fromMap(runtime.flink())
        .getOptional(CoreOptions.DEFAULT_PARALLELISM)
        .or(runtime::parallelism)
        .orElseGet(java.lang.Runtime.getRuntime()::availableProcessors);
  }

  public record Kafka(
      String bootstrapServers,
      Map<String, String> properties,
      String group,
      Duration patience,
      String prefix,
      String outputPrefix) {

    /** The same into other topics, and with positions of its own. */
    Kafka writing(String toPrefix) {
      return new Kafka(
          bootstrapServers, properties, group + "-" + toPrefix, patience, prefix, toPrefix);
    }

    /** Whether topics that are written have another prefix than those that are read. */
    boolean writesElsewhere() {
      return !outputPrefix.equals(prefix);
    }

    /** The full name of a topic that the job reads or writes. */
    public String name(Topic<?> topic) {
      return topic.under(topic.isOutput() ? outputPrefix : prefix);
    }

    public KafkaConnection connection() {
      return KafkaConnection.to(bootstrapServers).with(properties).within(patience);
    }

    /** Without the values of properties, among which are passwords. */
    @Override
    public String toString() {
      return connection() + ", group " + group + ", topics " + prefix + "*, " + outputPrefix + "*";
    }
  }

  /**
   * @param folder empty for the bundled model
   * @param vectors where no model is opened, what stands for it
   * @param others what becomes of vectors of other models
   */
  public record Model(
      Optional<String> folder,
      ModelSettings settings,
      Optional<GivenModel> vectors,
      JobModel.Others others) {

    /** What makes the job's vectors, or knows them. */
    public JobModel made() {
      return vectors.isPresent() ? vectors.get() : source();
    }

    /** The model that is opened, unless vectors are given. */
    ModelSource source() {
      return folder
          .map(path -> ModelSource.of(Path.of(path), settings))
          .orElseGet(() -> ModelSource.bundled(settings));
    }
  }

  /** Where a new consumer group begins in its data topics. */
  public enum Start {
    EARLIEST,
    LATEST
  }

  /** Whether vectors of images wait for feedback. */
  public enum Vectors {
    KEEP,
    DROP
  }

  /** What waits for votes of feedback: nothing where vectors are not kept. */
  FeedbackSettings votes() {
    return feedbackVectors == Vectors.KEEP ? feedback : feedback.withoutWaiting();
  }

  /** What follows where records are lost. */
  public enum OnLoss {
    TELL,
    STOP
  }

  /**
   * @param past what is read of the data topics; empty for all that comes
   */
  public record Input(
      int batchSize,
      Duration batchAge,
      long batchBytes,
      Start start,
      Duration maxClockSkew,
      IdFrom pictureId,
      Duration outOfOrder,
      Duration idleAfter,
      Optional<PastRange> past) {

    Input of(PastRange range) {
      return new Input(
          batchSize,
          batchAge,
          batchBytes,
          start,
          maxClockSkew,
          pictureId,
          outOfOrder,
          idleAfter,
          Optional.of(range));
    }
  }

  public record Spaces(int slice, int textCache, int maxCells, int maxPrompted, int maxFeeds) {

    public PromptBounds prompts() {
      return new PromptBounds(maxPrompted, maxCells);
    }
  }

  public record Output(
      Encoding encoding,
      Delivery delivery,
      Map<Topic<?>, Encoding> encodings,
      Map<Topic<?>, Delivery> deliveries,
      String transactionalId,
      Duration transactionTimeout,
      int maxBytes,
      int deadLetterBytes,
      OnLoss onLoss) {

    private static final int DEAD_LETTER_HEADERS = 1 << 16;

    /** The same for another run beside this one. */
    Output writing(String toPrefix) {
      return new Output(
          encoding,
          delivery,
          encodings,
          deliveries,
          transactionalId + "-" + toPrefix,
          transactionTimeout,
          maxBytes,
          deadLetterBytes,
          onLoss);
    }

    public Encoding encoding(Topic<?> topic) {
      return encodings.getOrDefault(topic, encoding);
    }

    /** What a sink takes of a dead letter: the original and the headers about it. */
    DeadLetterSettings deadLetters() {
      return new DeadLetterSettings(deadLetterBytes, deadLetterBytes + DEAD_LETTER_HEADERS);
    }

    public Delivery delivery(Topic<?> topic) {
      return deliveries.getOrDefault(topic, delivery);
    }
  }

  /**
   * @param checkpointFolder empty for a place in the state folder, or what a cluster has
   * @param stateFolder held by a run of this machine
   * @param parallelism empty to leave it to Flink
   * @param flink passed through
   */
  public record Runtime(
      Duration checkpointInterval,
      Optional<String> checkpointFolder,
      Path stateFolder,
      Optional<Integer> parallelism,
      Map<String, String> flink) {

    /** The same with state of its own, below that of this one. */
    Runtime writing(String toPrefix) {
      String below = "reprocess/" + toPrefix;
      return new Runtime(
          checkpointInterval,
          checkpointFolder.map(folder -> folder + "/" + below),
          stateFolder.resolve(below),
          parallelism,
          flink);
    }

    /** Where a run of this machine keeps checkpoints and savepoints, as a URI. */
    String checkpointLocation() {
      return checkpointFolder
          .map(Locations::uri)
          .orElseGet(() -> Locations.uri(StateFolder.checkpoints(stateFolder).toString()));
    }

    /** Without the values for Flink, among which are passwords. */
    @Override
    public String toString() {
      return "state in %s, checkpoints in %s every %s, parallelism %s, flink %s"
          .formatted(
              stateFolder, checkpointFolder, checkpointInterval, parallelism, flink.keySet());
    }
  }
}
