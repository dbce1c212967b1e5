package io.idealstream.job;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** What a Flink in this process takes of the disk of its folder. */
final class FlinkDisk {

  private static final Set<String> ROCKSDB =
      Set.of("rocksdb", EmbeddedRocksDBStateBackendFactory.class.getName());

  /** Copies of libraries. */
  private static final int MEGABYTES_ALONE = 40;

  /** Empty databases. */
  private static final int MEGABYTES_A_SUBTASK = 5;

  private FlinkDisk() {}

  /**
   * Megabytes before the first item.
   *
   * @param flink what is set, which is RocksDB in the folder where nothing is
   * @return empty where state is kept otherwise, or elsewhere
   */
  static OptionalLong beforeItems(Configuration flink, int subtasks) {
    boolean rocksDb =
        flink.getOptional(StateBackendOptions.STATE_BACKEND).map(ROCKSDB::contains).orElse(true);
    boolean elsewhere =
        flink.contains(RocksDBOptions.LOCAL_DIRECTORIES)
            || flink.contains(ClusterOptions.PROCESS_WORKING_DIR_BASE);
    return rocksDb && !elsewhere
        ? OptionalLong.of(MEGABYTES_ALONE + (long) MEGABYTES_A_SUBTASK * subtasks)
        : OptionalLong.empty();
  }
}
