package io.idealstream.job;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.model.ModelDescription;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Misconfigured;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that a job needs before it starts, asked for all at once: a job that finds out later
 * has already read, and starts again for ever.
 */
public final class Preflight {
  private Preflight() {}

  /**
   * Checks everything for a job in this process.
   *
   * @throws Misconfigured with all problems
   */
  public static void check(JobSettings settings) {
    open(settings);
  }

  /**
   * The same, and says what the model is.
   *
   * @throws Misconfigured with all problems
   */
  static ModelDescription open(JobSettings settings) {
    List<String> kafka = kafka(settings); // first, since the model may be on its way
    ModelOpening model = ModelOpening.of(settings);
    List<String> problems = onThisMachine(settings, model);
    problems.addAll(kafka);
    refuseIfAny(problems);
    return model.description().orElseThrow();
  }

  /**
   * The same without asking Kafka.
   *
   * @throws Misconfigured with all problems
   */
  public static void checkOffline(JobSettings settings) {
    List<String> problems = onThisMachine(settings, ModelOpening.of(settings));
    problems.addAll(properties(settings));
    refuseIfAny(problems);
  }

  /**
   * Checks Kafka and the model for a job on a cluster, whose memory and folders are not those of
   * this machine; says what the model is.
   *
   * @throws Misconfigured with all problems
   */
  static ModelDescription openForCluster(JobSettings settings) {
    ModelOpening model = ModelOpening.of(settings);
    List<String> problems = new ArrayList<>(model.problems());
    problems.addAll(kafka(settings));
    refuseIfAny(problems);
    return model.description().orElseThrow();
  }

  /** Kafka is not asked with properties that cannot be used. */
  private static List<String> kafka(JobSettings settings) {
    List<String> properties = properties(settings);
    return properties.isEmpty() ? KafkaCheck.problems(settings) : properties;
  }

  private static List<String> properties(JobSettings settings) {
    return settings.kafka().connection().problems().stream()
        .map(problem -> Setting.KAFKA_PROPERTIES.path() + "." + problem)
        .toList();
  }

  private static List<String> onThisMachine(JobSettings settings, ModelOpening model) {
    List<String> problems = new ArrayList<>(model.problems());
    CheckpointFolder.problem(settings.runtime().checkpointLocation())
        .ifPresent(problem -> problems.add(Setting.CHECKPOINT_FOLDER.path() + ": " + problem));
    model.description().ifPresent(opened -> problems.addAll(memory(settings, opened)));
    return problems;
  }

  private static List<String> memory(JobSettings settings, ModelDescription model) {
    try {
      return MemoryCheck.problems(settings.memory(model), Machine.here());
    } catch (IllegalArgumentException unknown) {
      return List.of(Setting.FLINK.path() + ": " + unknown.getMessage());
    }
  }

  private static void refuseIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new Misconfigured("the job cannot start", problems);
    }
  }

  /** Keys that a compacted topic holds now: the spaces or queries that exist. */
  public static List<String> existing(JobSettings settings, Topic<?> topic) {
    KafkaConnection connection = settings.kafka().connection();
    String name = topic.under(settings.kafka().prefix());
    Set<String> keys = new LinkedHashSet<>();
    try (Tail tail =
        Tail.of(connection, List.of(name), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(settings.kafka().patience(), message -> note(message, keys));
    }
    return List.copyOf(keys);
  }

  private static void note(TopicRecord message, Set<String> keys) {
    if (message.key() == null) {
      return;
    }
    String key = new String(message.key(), StandardCharsets.UTF_8);
    if (message.value() == null) {
      keys.remove(key);
    } else {
      keys.add(key);
    }
  }
}
