package io.idealstream.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.idealstream.fixtures.ClassPath;
import io.idealstream.fixtures.ClusterPlan;
import io.idealstream.fixtures.JobRequest;
import io.idealstream.fixtures.StandaloneCluster;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster that other tests rely on does what they rely on. */
class StandaloneClusterIT {

  /** Counts for ever, with state. */
  public static final class Counting {

    private Counting() {}

    public static void main(String[] arguments) throws Exception {
      var environment = StreamExecutionEnvironment.getExecutionEnvironment();
      environment.setParallelism(Integer.parseInt(arguments[0]));
      environment.enableCheckpointing(200);
      environment
          .fromSource(
              new DataGeneratorSource<>(
                  number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(100), Types.LONG),
              WatermarkStrategy.noWatermarks(),
              "numbers")
          .uid("numbers")
          .keyBy(number -> number % 7)
          .reduce(Long::sum)
          .uid("sums")
          .sinkTo(new DiscardingSink<>());
      environment.execute("counting");
    }
  }

  @TempDir Path folder;

  @Test
  void aJobSurvivesAKilledTaskManagerAndGoesOnFromASavepointAtAnotherParallelism()
      throws Exception {
    Path jar = ClassPath.jarOf(folder.resolve("counting.jar"), StandaloneClusterIT.class);
    List<ProcessHandle> processes;
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, ClusterPlan.of(2, 1))) {
      processes = cluster.processes();
      String id = cluster.upload(jar);
      JobRequest request = JobRequest.of(Counting.class.getName(), "2");
      String job = cluster.run(id, request);
      cluster.awaitRunning(job);
      cluster.awaitCheckpoints(job, 1);

      cluster.killTaskManager(1);
      cluster.startTaskManager(1);
      cluster.awaitRestores(job, 1);
      cluster.awaitCheckpoints(job, cluster.checkpoints(job) + 2);

      String savepoint = cluster.stop(job);
      assertEquals("FINISHED", cluster.state(job));
      String smaller =
          cluster.run(id, JobRequest.of(Counting.class.getName(), "1").from(savepoint));
      cluster.awaitRunning(smaller);
      assertEquals(1, cluster.restores(smaller), "it began with the savepoint");
      cluster.cancel(smaller);
    }
    assertEquals(3, processes.size());
    for (ProcessHandle process : processes) {
      assertFalse(process.isAlive(), "no process outlives the cluster");
    }
  }
}
