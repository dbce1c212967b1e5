package io.idealstream.job;

import io.idealstream.client.KafkaAccessException;
import io.idealstream.client.Rights;
import io.idealstream.client.Topics;
import io.idealstream.client.TransactionLimit;
import io.idealstream.wire.codec.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Kafka must have before the job starts. */
final class KafkaCheck {
  private KafkaCheck() {}

  /** One sentence for each problem; one alone where Kafka cannot be reached. */
  static List<String> problems(JobSettings settings) {
    try {
      List<String> problems = new ArrayList<>(refusals(settings));
      if (problems.isEmpty()) {
        problems.addAll(topics(settings));
        problems.addAll(transactions(settings));
      }
      String kafka = "Kafka at " + settings.kafka().bootstrapServers() + ": ";
      return problems.stream().map(problem -> kafka + problem).toList();
    } catch (KafkaAccessException unreachable) {
      return List.of(unreachable.getMessage());
    }
  }

  private static List<String> refusals(JobSettings settings) {
    return Rights.missing(settings.kafka().connection(), Role.JOB.rights(settings));
  }

  private static List<String> topics(JobSettings settings) {
    String in = settings.kafka().prefix();
    if (!settings.kafka().writesElsewhere()) {
      return topics(settings, in, inputsAndOutputs(settings));
    }
    List<String> problems = new ArrayList<>(topics(settings, in, settings.inputs()));
    problems.addAll(topics(settings, settings.kafka().outputPrefix(), Topic.outputs()));
    return problems;
  }

  private static List<Topic<?>> inputsAndOutputs(JobSettings settings) {
    return Stream.concat(settings.inputs().stream(), Topic.outputs().stream()).toList();
  }

  private static List<String> topics(JobSettings settings, String prefix, List<Topic<?>> topics) {
    try (Topics under = Topics.on(settings.kafka().connection(), prefix)) {
      return under.problems(topics);
    }
  }

  private static List<String> transactions(JobSettings settings) {
    if (!writesTransactions(settings)) {
      return List.of();
    }
    Duration asked = settings.output().transactionTimeout();
    return TransactionLimit.of(settings.kafka().connection())
        .filter(limit -> asked.compareTo(limit) > 0)
        .map(
            limit ->
                "output.transaction-timeout: expected at most the broker's"
                    + " transaction.max.timeout.ms "
                    + limit.toMillis()
                    + " ms, found "
                    + asked.toMillis()
                    + " ms")
        .stream()
        .toList();
  }

  private static boolean writesTransactions(JobSettings settings) {
    return Topic.outputs().stream()
        .anyMatch(topic -> settings.output().delivery(topic) == Delivery.EXACTLY_ONCE);
  }
}
