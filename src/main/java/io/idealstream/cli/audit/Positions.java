package io.idealstream.cli.audit;

import io.idealstream.client.Partition;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Some records of ranges: a bit for each of their offsets. */
final class Positions {
  private final Map<String, Range> ranges;
  private final Map<Partition, BitSet> bits = new HashMap<>();

  /**
   * @param ranges by the full name of the topic
   */
  Positions(Map<String, Range> ranges) {
    this.ranges = ranges;
  }

  boolean covers(String topic) {
    return ranges.containsKey(topic);
  }

  /** Adds a record of a topic that is covered, if it is in the range. */
  boolean add(Partition partition, long offset) {
    if (!ranges.get(partition.topic()).holds(partition, offset)) {
      return false;
    }
    bits.computeIfAbsent(partition, unseen -> new BitSet()).set(bit(partition, offset));
    return true;
  }

  boolean contains(Partition partition, long offset) {
    BitSet some = bits.get(partition);
    return some != null && some.get(bit(partition, offset));
  }

  private int bit(Partition partition, long offset) {
    return Math.toIntExact(offset - ranges.get(partition.topic()).begin(partition));
  }

  /** How many there are of a topic. */
  long count(String topic) {
    return bits.entrySet().stream()
        .filter(one -> one.getKey().topic().equals(topic))
        .mapToLong(one -> one.getValue().cardinality())
        .sum();
  }

  /** How many there are of a topic that are not among others. */
  long countWithout(Positions others, String topic) {
    return bits.entrySet().stream()
        .filter(one -> one.getKey().topic().equals(topic))
        .mapToLong(
            one -> {
              BitSet rest = (BitSet) one.getValue().clone();
              rest.andNot(others.bits.getOrDefault(one.getKey(), new BitSet()));
              return rest.cardinality();
            })
        .sum();
  }
}
