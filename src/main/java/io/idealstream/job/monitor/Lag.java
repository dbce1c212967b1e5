package io.idealstream.job.monitor;

import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records of a topic that the job has still to read.
 *
 * <p>How far it has read is known from the sources themselves, or else from what the group has
 * committed, which is that of the last checkpoint. A partition that neither knows is read from its
 * beginning, or from the end that it had when it was first looked at.
 */
public final class Lag {

  private final boolean fromEnd;

  /** By partition, the offset that is read next, as far as it was ever known. */
  private final Map<Partition, Long> positions = new HashMap<>();

  private final Map<Partition, Long> firstEnds = new HashMap<>();

  /** What is read of a topic, where that is not all. */
  private final Map<Partition, Long> from;

  private final Map<Partition, Long> to;

  private Lag(boolean fromEnd, Map<Partition, Long> from, Map<Partition, Long> to) {
    this.fromEnd = fromEnd;
    this.from = Map.copyOf(from);
    this.to = Map.copyOf(to);
  }

  /** Where a partition that was never read is read from its first record. */
  public static Lag fromBeginning() {
    return new Lag(false, Map.of(), Map.of());
  }

  /** Where a partition that was never read is read from what comes after the start. */
  public static Lag fromEnd() {
    return new Lag(true, Map.of(), Map.of());
  }

  /**
   * Where partitions are read from an offset to another; those that are not named are read whole.
   *
   * @param to offset behind the last record that is read
   */
  public static Lag within(Map<Partition, Long> from, Map<Partition, Long> to) {
    return new Lag(false, from, to);
  }

  /**
   * Lag of each topic whose partitions are known.
   *
   * @param read by partition, the offset that its source reads next; missing where it has not read
   *     yet
   */
  public Map<String, Long> of(Offsets.Found found, Map<Partition, Long> read) {
    positions.putAll(read);
    Map<String, Long> lag = new HashMap<>();
    found
        .ends()
        .forEach(
            (partition, last) -> {
              long end = Math.min(last, to.getOrDefault(partition, last));
              firstEnds.putIfAbsent(partition, end);
              long behind = Math.max(0, end - position(partition, found));
              lag.merge(partition.topic(), behind, Long::sum);
            });
    return lag;
  }

  private long position(Partition partition, Offsets.Found found) {
    long begin =
        Math.max(found.begins().getOrDefault(partition, 0L), from.getOrDefault(partition, 0L));
    long unread = fromEnd ? firstEnds.get(partition) : begin;
    long position =
        Optional.ofNullable(positions.get(partition))
            .or(() -> Optional.ofNullable(found.committed().get(partition)))
            .orElse(unread);
    // what retention has deleted will not be read
    return Math.max(begin, position);
  }
}
