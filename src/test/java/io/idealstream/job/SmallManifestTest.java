package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/** As many flushes as a day of checkpoints has, in RocksDB itself. */
class SmallManifestTest {
  private static final int CHECKPOINTS = 2_000;

  @TempDir Path folder;

  @Test
  void theManifestStaysSmallHoweverManyCheckpointsThereAre() throws Exception {
    RocksDB.loadLibrary();
    long plain = manifest(folder.resolve("plain"), new DBOptions());
    long small =
        manifest(
            folder.resolve("small"),
            new SmallManifest().createDBOptions(new DBOptions(), new ArrayList<>()));
    assertTrue(plain > 4 * SmallManifest.MAX_BYTES, plain + " bytes, left to itself");
    assertTrue(small < 2 * SmallManifest.MAX_BYTES, small + " bytes");
  }

  private static long manifest(Path folder, DBOptions settings) throws Exception {
    try (Options options = new Options(settings, new ColumnFamilyOptions());
        RocksDB db = RocksDB.open(options.setCreateIfMissing(true), folder.toString());
        FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      for (int i = 0; i < CHECKPOINTS; i++) {
        db.put(("q" + i % 10).getBytes(UTF_8), new byte[100]);
        db.flush(flush);
      }
      return manifestBytes(folder);
    }
  }

  private static long manifestBytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = 0;
      for (Path file :
          files.filter(f -> f.getFileName().toString().contains("MANIFEST")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
