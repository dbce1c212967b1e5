package io.idealstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The same with jobs and the processes that it starts, which are gone in the end with all files.
 */
@Tag("long")
class BenchPipelineIT {

  @Test
  void jobsAreMeasuredAndLeaveNothing() throws IOException {
    List<Path> before = files();
    CommandRun run = CommandRun.of("bench", "--tiny", "--only", "latency,start");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains("pictures by the job "), run.out());
    assertTrue(run.out().contains("picture to label, exactly-once, p50 "), run.out());
    assertTrue(run.out().contains("start of a job to its first label "), run.out());
    assertTrue(run.out().contains("a job with nothing to do "), run.out());
    assertEquals(before, files());
    assertEquals(0, ProcessHandle.current().children().filter(ProcessHandle::isAlive).count());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("idealstream-bench"))
          .sorted()
          .toList();
    }
  }
}
