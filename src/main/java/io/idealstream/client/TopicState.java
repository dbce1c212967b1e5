package io.idealstream.client;

import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic as the broker has it.
 *
 * @param topic which topic of the contract
 * @param name full name
 * @param partitions how many, 0 when the topic does not exist
 * @param cleanupPolicy Kafka's {@code cleanup.policy}, empty when the topic does not exist
 * @param largestRecord Kafka's {@code max.message.bytes}, 0 when the topic does not exist
 * @param retentionMillis Kafka's {@code retention.ms}, -1 for ever
 * @param retentionBytes Kafka's {@code retention.bytes}, -1 without a bound
 */
public record TopicState(
    Topic<?> topic,
    String name,
    int partitions,
    String cleanupPolicy,
    int largestRecord,
    long retentionMillis,
    long retentionBytes) {

  static TopicState missing(Topic<?> topic, String name) {
    return new TopicState(topic, name, 0, "", 0, 0, 0);
  }

  public boolean exists() {
    return partitions > 0;
  }

  /**
   * What must be changed before the job can rely on topics, one sentence each; those that do not
   * exist share one.
   */
  public static List<String> problems(List<TopicState> topics) {
    List<String> problems = new ArrayList<>();
    List<String> missing =
        topics.stream().filter(one -> !one.exists()).map(TopicState::name).toList();
    if (missing.size() == 1) {
      problems.add("topic " + missing.get(0) + " does not exist: create it by topics create");
    } else if (!missing.isEmpty()) {
      problems.add(
          "topics " + String.join(", ", missing) + " do not exist: create them by topics create");
    }
    topics.stream().filter(TopicState::exists).map(TopicState::wrong).forEach(problems::addAll);
    return problems;
  }

  private List<String> wrong() {
    List<String> problems = new ArrayList<>();
    TopicPlan plan = topic.plan();
    String expectedPolicy = plan.cleanup().policy();
    if (!cleanupPolicy.equals(expectedPolicy)) {
      problems.add(
          problem("cleanup.policy " + expectedPolicy, cleanupPolicy, lossBy(plan.cleanup())));
    }
    if (plan.cleanup() == TopicPlan.Cleanup.NONE) {
      addIfBounded(problems, "retention.ms", retentionMillis);
      addIfBounded(problems, "retention.bytes", retentionBytes);
    }
    if (largestRecord < plan.largestRecord()) {
      problems.add(
          problem(
              "max.message.bytes of at least " + plan.largestRecord(),
              String.valueOf(largestRecord),
              "larger records would be refused"));
    }
    if (plan.partitions() == TopicPlan.Partitions.ONE && partitions != 1) {
      problems.add(
          problem(
              "1 partition",
              String.valueOf(partitions),
              "a head record could be read before its words"));
    }
    return problems;
  }

  private void addIfBounded(List<String> problems, String setting, long found) {
    if (found != TopicPlan.Cleanup.FOR_EVER) {
      problems.add(
          problem(
              setting + " " + TopicPlan.Cleanup.FOR_EVER,
              String.valueOf(found),
              "a new job learns from all records"));
    }
  }

  private static String lossBy(TopicPlan.Cleanup expected) {
    return expected == TopicPlan.Cleanup.COMPACT
        ? "what is in force would be lost after the retention time"
        : "records that share a key would be lost";
  }

  private String problem(String expected, String found, String consequence) {
    return "topic " + name + ": expected " + expected + ", found " + found + "; " + consequence;
  }
}
