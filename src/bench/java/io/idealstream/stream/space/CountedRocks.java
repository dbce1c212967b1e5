package io.idealstream.stream.space;

import java.util.Collection;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/** RocksDB that counts what it is given to write. */
public final class CountedRocks implements AutoCloseable {

  private final Statistics statistics;

  public CountedRocks() throws Exception {
    NativeLibraryLoader.getInstance().loadLibrary(System.getProperty("java.io.tmpdir"));
    statistics = new Statistics();
  }

  public StateBackend backend() {
    EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
    // a test harness manages 3 MB, in which RocksDB does nothing but compact
    backend.getMemoryConfiguration().setUseManagedMemory(false);
    backend.setRocksDBOptions(
        new RocksDBOptionsFactory() {
          @Override
          public DBOptions createDBOptions(
              DBOptions options, Collection<AutoCloseable> handlesToClose) {
            return options.setStatistics(statistics);
          }

          @Override
          public ColumnFamilyOptions createColumnOptions(
              ColumnFamilyOptions options, Collection<AutoCloseable> handlesToClose) {
            return options;
          }
        });
    return backend;
  }

  /** Bytes of keys and values so far. */
  public long written() {
    return statistics.getTickerCount(TickerType.BYTES_WRITTEN);
  }

  @Override
  public void close() {
    statistics.close();
  }
}
