package io.idealstream.job;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.client.Topics;
import io.idealstream.client.TransactionLimit;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.config.Misconfigured;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What Kafka must have before the job starts, asked for all at once: a job that fails on its first
 * checkpoint has already read.
 */
public final class Preflight {
  /** Every topic that the job reads. */
  static final Set<Topic> READ =
      EnumSet.of(
          Topic.IMAGES,
          Topic.CAPTIONS,
          Topic.QUERIES,
          Topic.CONCEPTS,
          Topic.SPACES,
          Topic.FEEDBACK);

  private Preflight() {}

  /**
   * Checks everything.
   *
   * @throws Misconfigured with all problems
   * @throws KafkaAccessException when Kafka cannot be reached
   */
  public static void check(JobSettings settings) {
    List<String> problems = new ArrayList<>();
    problems.addAll(problems(settings, settings.kafka().prefix(), READ));
    problems.addAll(problems(settings, settings.kafka().outputPrefix(), SettingsReader.OUTPUTS));
    if (writesTransactions(settings)) {
      Duration asked = settings.output().transactionTimeout();
      TransactionLimit.of(settings.kafka().connection())
          .filter(limit -> asked.compareTo(limit) > 0)
          .ifPresent(
              limit ->
                  problems.add(
                      "output.transaction-timeout: expected at most the broker's"
                          + " transaction.max.timeout.ms "
                          + limit.toMillis()
                          + " ms, found "
                          + asked.toMillis()
                          + " ms"));
    }
    if (!problems.isEmpty()) {
      throw new Misconfigured("Kafka at " + settings.kafka().bootstrapServers(), problems);
    }
  }

  private static List<String> problems(JobSettings settings, String prefix, Set<Topic> topics) {
    try (Topics under = Topics.on(settings.kafka().connection(), prefix)) {
      return under.problems(topics);
    }
  }

  /** Keys that a compacted topic holds now: the spaces or queries that exist. */
  public static List<String> existing(JobSettings settings, Topic topic) {
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

  private static boolean writesTransactions(JobSettings settings) {
    return SettingsReader.OUTPUTS.stream()
        .anyMatch(topic -> settings.output().delivery(topic) == Delivery.EXACTLY_ONCE);
  }
}
