package io.idealstream.cli;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.job.JobSettings;
import io.idealstream.job.Setting;
import io.idealstream.stream.embed.GivenModel;
import io.idealstream.wire.Keys;
import io.idealstream.wire.TextChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.TextReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The texts of which a job without a model has vectors: those of its file and of its topic. */
final class KnownTextVectors {

  private final GivenModel model;
  private final TextReader reader;
  private final Set<String> inFile;
  private final Set<String> onTopic = new HashSet<>();

  private KnownTextVectors(GivenModel model, TextReader reader) {
    this.model = model;
    this.reader = reader;
    this.inFile = model.vectors().keySet();
  }

  /**
   * Reads the file and the topic.
   *
   * @throws Misconfigured if the job opens a model
   */
  static KnownTextVectors of(JobSettings settings) {
    GivenModel model =
        settings
            .model()
            .vectors()
            .orElseThrow(
                () ->
                    new Misconfigured(
                        Setting.MODEL_VECTORS.path(),
                        List.of("it is not set: the job opens a model, which embeds any text")));
    KnownTextVectors known =
        new KnownTextVectors(
            model, new TextReader(settings.readingLimits().withDimension(model.dimension())));
    JobSettings.Kafka kafka = settings.kafka();
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(Topic.TEXTS)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      tail.toEnd(kafka.patience(), known::take);
    }
    return known;
  }

  private void take(TopicRecord record) {
    try {
      TextChange change = reader.read(record);
      if (change.vector() == null) {
        onTopic.removeIf(
            key -> key.equals(change.key()) || Keys.plainText(key).equals(change.key()));
      } else {
        onTopic.add(change.key());
      }
    } catch (Unreadable unusable) {
      // a dead letter of the job's, and no vector
    }
  }

  Set<String> texts() {
    Set<String> texts = new HashSet<>(inFile);
    String own = Keys.text(model.id(), "");
    onTopic.stream()
        .filter(key -> key.startsWith(own))
        .forEach(key -> texts.add(key.substring(own.length())));
    return texts;
  }
}
