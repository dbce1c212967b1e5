package io.idealstream.cli.audit;

import io.idealstream.client.Partition;
import java.util.HashMap;
import java.util.Map;

/**
 * Records of one topic that are looked at: from the first of each partition that is not before a
 * time, to those that the job has answered by its last checkpoint.
 *
 * @param from offset of the first, by partition
 * @param to offset behind the last
 * @param notYetDue records of the asked time that no complete checkpoint holds yet
 */
record Range(Map<Partition, Long> from, Map<Partition, Long> to, long notYetDue) {

  /**
   * @param from first offset of the asked time
   * @param until first offset behind it
   * @param committed what the job reads next; a partition that is missing was never read
   */
  static Range of(
      Map<Partition, Long> from, Map<Partition, Long> until, Map<Partition, Long> committed) {
    Map<Partition, Long> to = new HashMap<>();
    long left = 0;
    for (Map.Entry<Partition, Long> one : from.entrySet()) {
      long begin = one.getValue();
      long end = Math.max(begin, until.get(one.getKey()));
      long done = Math.max(begin, Math.min(end, committed.getOrDefault(one.getKey(), 0L)));
      to.put(one.getKey(), done);
      left += end - done;
    }
    return new Range(from, to, left);
  }

  long begin(Partition partition) {
    return from.get(partition);
  }

  boolean holds(Partition partition, long offset) {
    return from.containsKey(partition)
        && offset >= from.get(partition)
        && offset < to.get(partition);
  }

  /** At most so many; transactions leave marks that are no records. */
  long records() {
    return from.keySet().stream().mapToLong(one -> to.get(one) - from.get(one)).sum();
  }
}
