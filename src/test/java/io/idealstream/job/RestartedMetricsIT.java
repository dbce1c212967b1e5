package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.KafkaConnection;
import io.idealstream.fixtures.Polling;
import io.idealstream.job.monitor.JobSnapshot;
import io.idealstream.job.monitor.JobState.Phase;
import io.idealstream.job.monitor.Lag;
import io.idealstream.job.monitor.Monitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartedMetricsIT {
  private static final int RECORDS = 1000;
  private static final long FAULTY = 499;

  private static final AtomicBoolean FAILED = new AtomicBoolean();
  private static final CountDownLatch GO_ON = new CountDownLatch(1);

  @TempDir Path folder;

  @Test
  void countsGoOnAfterARestartAndThePhaseTellsOfIt() throws Exception {
    Instant start = Instant.now();
    try (Monitor monitor =
            Monitor.start(
                KafkaConnection.to("127.0.0.1:1"), "group", Map.of(), Lag.fromBeginning());
        LocalFlink flink = new LocalFlink(folder)) {
      JobClient job = run(flink.environment(), monitor);
      JobSnapshot again = await(flink, job, monitor, now -> now.restarts() == 1 && runs(now));
      assertEquals(FAULTY + 2, again.traffic().images().total(), "and the first of the second run");
      assertTrue(again.state().since().isAfter(again.state().started()));
      assertTrue(!again.state().started().isBefore(start.minusMillis(1)));
      GO_ON.countDown();
      job.getJobExecutionResult().get();
      assertEquals(
          FAULTY + 1 + RECORDS, monitor.snapshot(again.state()).traffic().images().total());
    }
  }

  private static JobClient run(StreamExecutionEnvironment environment, Monitor monitor)
      throws Exception {
    Configuration flink =
        new Configuration()
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    monitor.configure(flink);
    environment.configure(flink);
    environment.setParallelism(1);
    environment
        .fromSequence(0, RECORDS - 1)
        .map(RestartedMetricsIT::failOnce)
        .name("read images records")
        .sinkTo(new DiscardingSink<>());
    return environment.executeAsync("fails once");
  }

  private static Long failOnce(Long number) throws InterruptedException {
    if (number == FAULTY && FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("a fake");
    }
    if (FAILED.get()) {
      GO_ON.await();
    }
    return number;
  }

  private static boolean runs(JobSnapshot now) {
    return now.state().phase() == Phase.RUNNING && now.traffic().images().total() > FAULTY + 1;
  }

  private static JobSnapshot await(
      LocalFlink flink, JobClient job, Monitor monitor, Predicate<JobSnapshot> wanted)
      throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    JobSnapshot now = null;
    while (System.nanoTime() < deadline) {
      now = monitor.snapshot(flink.look(job.getJobID()).state());
      if (wanted.test(now)) {
        return now;
      }
      Polling.pause(20);
    }
    throw new AssertionError("not within a minute; at last " + now);
  }
}
