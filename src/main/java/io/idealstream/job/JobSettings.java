package io.idealstream.job;

import io.idealstream.client.KafkaConnection;
import io.idealstream.model.ModelSettings;
import io.idealstream.stream.embed.ModelSource;
import io.idealstream.stream.feedback.FeedbackSettings;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.stream.space.PromptBounds;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Topic;
import io.idealstream.wire.config.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;

/**
 * Typed settings of the job; {@link SettingsReader} makes them and reports all problems at once.
 */
public record JobSettings(
    Kafka kafka,
    Model model,
    Input input,
    Spaces spaces,
    Duration wordsInterval,
    int waitingItems,
    int lookBackBytes,
    FeedbackSettings feedback,
    Output output,
    Runtime runtime) {

  /** What the job reads, where, and what becomes of it after a failure, for who starts it. */
  String summary(String topics, int parallelism, Configuration flink) {
    String checkpoints =
        flink
            .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
            .map(folder -> "kept in " + folder)
            .orElse("kept in memory, as long as this process lives (checkpoint.folder keeps them)");
    return "Reading %s from %s, topics %s*; parallelism %d; a checkpoint every %s, %s."
        .formatted(
            topics,
            kafka.bootstrapServers(),
            kafka.prefix(),
            parallelism,
            DurationText.of(runtime.checkpointInterval()),
            checkpoints);
  }

  public record Kafka(
      String bootstrapServers,
      Map<String, String> properties,
      String group,
      Duration patience,
      String prefix,
      String outputPrefix) {

    /** The full name of a topic that the job reads or writes. */
    public String name(Topic topic) {
      return topic.under(SettingsReader.OUTPUTS.contains(topic) ? outputPrefix : prefix);
    }

    public KafkaConnection connection() {
      return KafkaConnection.to(bootstrapServers).with(properties).within(patience);
    }
  }

  /**
   * @param folder empty for the bundled model
   */
  public record Model(Optional<String> folder, ModelSettings settings) {

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

  public record Input(
      int batchSize,
      Duration batchAge,
      long batchBytes,
      Start start,
      Duration maxClockSkew,
      Duration outOfOrder,
      Duration idleAfter) {}

  public record Spaces(int slice, int textCache, int maxCells, int maxPrompted, int maxFeeds) {

    PromptBounds prompts() {
      return new PromptBounds(maxPrompted, maxCells);
    }
  }

  public record Output(
      Encoding encoding,
      Delivery delivery,
      Map<Topic, Encoding> encodings,
      Map<Topic, Delivery> deliveries,
      String transactionalId,
      Duration transactionTimeout,
      int maxBytes,
      int deadLetterBytes) {

    private static final int DEAD_LETTER_HEADERS = 1 << 16;

    public Encoding encoding(Topic topic) {
      return encodings.getOrDefault(topic, encoding);
    }

    /** What a sink takes of a dead letter: the original and the headers about it. */
    DeadLetterSettings deadLetters() {
      return new DeadLetterSettings(deadLetterBytes, deadLetterBytes + DEAD_LETTER_HEADERS);
    }

    public Delivery delivery(Topic topic) {
      return deliveries.getOrDefault(topic, delivery);
    }
  }

  /**
   * @param parallelism empty to leave it to Flink
   * @param flink passed through
   */
  public record Runtime(
      Duration checkpointInterval,
      Optional<String> checkpointFolder,
      Optional<Integer> parallelism,
      Map<String, String> flink) {}
}
