package io.idealstream.job;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Keeps RocksDB's manifest small. It is a log of which files come and go, every checkpoint adds to
 * it and copies the whole of it, and RocksDB begins a new one at 1 GB only. RocksDB also asks the
 * disk for 4 MB of it at once, for each of the dozens of databases that a job has.
 */
public final class SmallManifest implements RocksDBOptionsFactory {
  private static final long serialVersionUID = 1L;

  /** About forty checkpoints' worth; a new one holds what is there, a few kilobytes. */
  static final long MAX_BYTES = 64 << 10;

  @Override
  public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
    return current.setMaxManifestFileSize(MAX_BYTES).setManifestPreallocationSize(MAX_BYTES);
  }

  @Override
  public ColumnFamilyOptions createColumnOptions(
      ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
    return current;
  }
}
