package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.Polling;
import io.idealstream.fixtures.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
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
  void whatCanBeSeenOfAJobTellsOfItsFailureAndThatItRunsAgain() throws Exception {
    List<String> told = new ArrayList<>();
    try (LocalFlink flink = new LocalFlink(folder)) {
      StreamExecutionEnvironment environment = flink.environment();
      environment.configure(
          new Configuration()
              .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
              .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1));
      environment
          .fromSequence(0, Long.MAX_VALUE - 1)
          .map(LocalFlinkIT::failFirst)
          .sinkTo(new DiscardingSink<>());
      JobClient job = environment.executeAsync("fails once");
      JobNews news = new JobNews();
      long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      while (told.stream().noneMatch(line -> line.startsWith("The job runs again"))
          && System.nanoTime() < deadline) {
        told.addAll(news.of(flink.look(job.getJobID()), true));
        Polling.pause(20);
      }
    }
    assertTrue(
        told.contains("The job failed and starts again: IllegalStateException: a fake"),
        told::toString);
    assertEquals(
        "The job runs again, from where it began: there was no checkpoint yet.",
        told.get(told.size() - 1));
  }

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private static Long failFirst(Long number) {
    if (FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("a fake");
    }
    return number;
  }

  /** Flink lets go of the cluster of a job that is done while others still ask it. */
  @Test
  void whoLooksWhileTheClusterEndsHearsThatItEnded() throws Exception {
    for (int round = 0; round < 5; round++) {
      Path files = Files.createDirectory(folder.resolve("round-" + round));
      try (LocalFlink flink = new LocalFlink(files)) {
        flink.environment().fromSequence(0, 10).sinkTo(new DiscardingSink<>());
        JobClient job = flink.environment().executeAsync("is done soon");
        assertThrows(
            ClusterLost.class,
            () -> {
              while (true) {
                flink.look(job.getJobID());
              }
            });
        job.getJobExecutionResult().get(1, TimeUnit.MINUTES);
      }
    }
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
