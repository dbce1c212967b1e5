package io.idealstream.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Partition;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.TopicRecord;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which records of a range became dead letters: a bit for each of their offsets. */
final class DeadPositions {
  private final Map<String, Range> ranges;
  private final Map<Partition, BitSet> dead = new HashMap<>();
  private final Map<String, Map<String, Long>> reasons = new TreeMap<>();

  /**
   * @param ranges by the full name of the topic
   */
  DeadPositions(Map<String, Range> ranges) {
    this.ranges = ranges;
  }

  /** Takes a dead letter; whether it is about a record of the range. */
  boolean take(TopicRecord letter) {
    String topic = header(letter, DeadLetter.SOURCE_TOPIC);
    Range range = ranges.get(topic);
    if (range == null) {
      return false;
    }
    Partition partition =
        new Partition(topic, Integer.parseInt(header(letter, DeadLetter.SOURCE_PARTITION)));
    long offset = Long.parseLong(header(letter, DeadLetter.SOURCE_OFFSET));
    if (!range.holds(partition, offset)) {
      return false;
    }
    dead.computeIfAbsent(partition, unseen -> new BitSet())
        .set(Math.toIntExact(offset - range.begin(partition)));
    reasons
        .computeIfAbsent(topic, unseen -> new TreeMap<>())
        .merge(header(letter, DeadLetter.REASON), 1L, Long::sum);
    return true;
  }

  boolean isDead(Partition partition, long offset) {
    BitSet bits = dead.get(partition);
    return bits != null
        && bits.get(Math.toIntExact(offset - ranges.get(partition.topic()).begin(partition)));
  }

  /** Records of a topic that are dead, by reason. */
  Map<String, Long> reasons(String topic) {
    return reasons.getOrDefault(topic, Map.of());
  }

  /** Records of a topic that are dead. */
  long count(String topic) {
    return dead.entrySet().stream()
        .filter(one -> one.getKey().topic().equals(topic))
        .mapToLong(one -> one.getValue().cardinality())
        .sum();
  }

  static String header(TopicRecord letter, String name) {
    byte[] value = letter.header(name);
    return value == null ? "" : new String(value, UTF_8);
  }
}
