package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkDiskTest {

  @Test
  void everySubtaskHasItsDatabases() {
    assertEquals(OptionalLong.of(50), FlinkDisk.beforeItems(new Configuration(), 2));
    assertEquals(OptionalLong.of(80), FlinkDisk.beforeItems(new Configuration(), 8));
  }

  @ParameterizedTest
  @CsvSource({
    "state.backend.type, rocksdb",
    "state.backend, rocksdb",
    "state.backend.type, org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackendFactory",
    "state.backend.rocksdb.checkpoint.transfer.thread.num, 2",
    "state.backend.rocksdb.block.cache-size, 8mb",
    "state.backend.local-recovery, true",
    "io.tmp.dirs, /fast",
  })
  void otherSettingsOfStateLeaveItInTheFolder(String key, String value) {
    assertEquals(OptionalLong.of(45), ofOne(key, value));
  }

  @ParameterizedTest
  @CsvSource({
    "state.backend.type, hashmap",
    "state.backend, hashmap",
    "state.backend.type, forst",
    "state.backend.rocksdb.localdir, /fast",
    "process.working-dir, /fast",
  })
  void stateThatIsKeptOtherwiseOrElsewhereTakesNoneOfIt(String key, String value) {
    assertEquals(OptionalLong.empty(), ofOne(key, value));
  }

  private static OptionalLong ofOne(String key, String value) {
    return FlinkDisk.beforeItems(Configuration.fromMap(Map.of(key, value)), 1);
  }
}
