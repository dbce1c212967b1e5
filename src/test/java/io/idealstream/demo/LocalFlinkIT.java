package io.idealstream.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFlinkIT {

  @TempDir Path folder;

  @Test
  void aRunningJobEndsWithItsClusterAndLeavesNoThreads() throws Exception {
    Threads threads = Threads.now();
    Path files = Files.createDirectory(folder.resolve("flink"));
    try (LocalFlink flink = new LocalFlink(files)) {
      numbers(flink.environment());
      assertTrue(holdsFiles(files), "its files lie in the folder");
    }
    assertEquals(Set.of(), threads.since());
  }

  @Test
  void aClusterThatNeverStartedIsClosedToo() throws Exception {
    new LocalFlink(folder).close();
  }

  private static void numbers(StreamExecutionEnvironment environment) throws Exception {
    environment.fromSequence(0, Long.MAX_VALUE - 1).sinkTo(new DiscardingSink<>());
    environment.executeAsync("numbers");
  }

  private static boolean holdsFiles(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }
}
