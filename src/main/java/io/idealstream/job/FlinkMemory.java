package io.idealstream.job;

import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * What a Flink in this process takes of memory for itself, in bytes.
 *
 * @param network buffers between operators
 * @param managed for state outside of Java's heap; 0 where state is on it
 */
record FlinkMemory(long network, long managed) {
  private static final Set<String> ON_HEAP = Set.of("hashmap", "filesystem", "jobmanager");

  /** Sizes that Flink's own local clusters have where nothing is said. */
  private static final long NETWORK = MemorySize.ofMebiBytes(64).getBytes();

  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(128);

  /** Edges of the job over which every subtask sends to every other, and to one. */
  private static final int TO_ALL = 37;

  private static final int TO_ONE = 70;

  /**
   * What is set, or else what the job needs.
   *
   * @throws IllegalArgumentException if a size cannot be understood
   */
  static FlinkMemory of(Configuration flink, int subtasks) {
    long network =
        flink
            .getOptional(TaskManagerOptions.NETWORK_MEMORY_MAX)
            .or(() -> flink.getOptional(TaskManagerOptions.NETWORK_MEMORY_MIN))
            .map(MemorySize::getBytes)
            .orElse(Math.max(NETWORK, network(subtasks)));
    boolean onHeap =
        flink.getOptional(StateBackendOptions.STATE_BACKEND).map(ON_HEAP::contains).orElse(false);
    MemorySize managed = flink.getOptional(TaskManagerOptions.MANAGED_MEMORY_SIZE).orElse(MANAGED);
    return new FlinkMemory(network, onHeap ? 0 : managed.getBytes());
  }

  /**
   * Bytes without which Flink does not start the job: of every edge each sender has a buffer for
   * each receiver and one more, and each receiver has one.
   */
  static long network(int subtasks) {
    long toAll = TO_ALL * (subtasks + 2L);
    long toOne = TO_ONE * 3L;
    return subtasks
        * (toAll + toOne)
        * TaskManagerOptions.MEMORY_SEGMENT_SIZE.defaultValue().getBytes();
  }

  /** Sets the buffers of a Flink in this process, which gives 64 MiB to a job of any size. */
  void setNetwork(Configuration flink) {
    MemorySize size = new MemorySize(network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, size);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, size);
  }
}
