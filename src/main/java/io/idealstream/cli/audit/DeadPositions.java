package io.idealstream.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Partition;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.TopicRecord;
import java.util.Map;
import java.util.TreeMap;

/** Which records of ranges became dead letters, and why. */
final class DeadPositions {
  private final Positions dead;
  private final Map<String, Map<String, Long>> reasons = new TreeMap<>();

  /**
   * @param ranges by the full name of the topic
   */
  DeadPositions(Map<String, Range> ranges) {
    dead = new Positions(ranges);
  }

  /** Takes a dead letter; whether it is about a record of the range. */
  boolean take(TopicRecord letter) {
    String topic = header(letter, DeadLetter.SOURCE_TOPIC);
    if (!dead.covers(topic)) {
      return false;
    }
    Partition partition =
        new Partition(topic, Integer.parseInt(header(letter, DeadLetter.SOURCE_PARTITION)));
    long offset = Long.parseLong(header(letter, DeadLetter.SOURCE_OFFSET));
    if (!dead.add(partition, offset)) {
      return false;
    }
    reasons
        .computeIfAbsent(topic, unseen -> new TreeMap<>())
        .merge(header(letter, DeadLetter.REASON), 1L, Long::sum);
    return true;
  }

  boolean isDead(Partition partition, long offset) {
    return dead.contains(partition, offset);
  }

  Positions positions() {
    return dead;
  }

  /** Records of a topic that are dead, by reason. */
  Map<String, Long> reasons(String topic) {
    return reasons.getOrDefault(topic, Map.of());
  }

  /** Records of a topic that are dead. */
  long count(String topic) {
    return dead.count(topic);
  }

  static String header(TopicRecord letter, String name) {
    byte[] value = letter.header(name);
    return value == null ? "" : new String(value, UTF_8);
  }
}
