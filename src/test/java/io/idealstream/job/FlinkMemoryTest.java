package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.model.ClipModel;
import io.idealstream.model.ModelDescription;
import io.idealstream.model.ModelFiles;
import io.idealstream.model.ModelSettings;
import io.idealstream.wire.codec.Yaml;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.DistributionPattern;
import org.apache.flink.runtime.jobgraph.IntermediateDataSet;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceSpec;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkMemoryTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{taskmanager.memory.network.max: 200m}",
        "{taskmanager.memory.network.min: 100m}",
        "{taskmanager.memory.network.min: 100m, taskmanager.memory.network.max: 100m}",
        "{taskmanager.memory.managed.size: 256m}"
      })
  void theSizesAreThoseOfFlinksOwnLocalCluster(String flink) {
    Configuration given = Configuration.fromMap(settings("flink: " + flink).runtime().flink());
    given.setString("state.backend.type", "rocksdb");
    TaskExecutorResourceSpec flinks =
        TaskExecutorResourceUtils.resourceSpecFromConfigForLocalExecution(new Configuration(given));
    assertEquals(
        new FlinkMemory(
            flinks.getNetworkMemSize().getBytes(), flinks.getManagedMemorySize().getBytes()),
        FlinkMemory.of(given, 2));
  }

  /** Flink's own 64 MiB are too few from six subtasks on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 9, 16, 48})
  void thereAreBuffersForEveryEdgeOfTheJob(int subtasks) throws Exception {
    long least = 32L * 1024 * leastBuffers(subtasks);
    long given = FlinkMemory.network(subtasks);
    assertTrue(given >= least && given <= 2 * least, given + " for " + least);
    FlinkMemory memory = memory("parallelism: " + subtasks).flink();
    assertEquals(Math.max(64 * MIB, given), memory.network());
  }

  /** By Flink's own rule: of a partition, one for each subpartition and one more. */
  private static long leastBuffers(int subtasks) throws Exception {
    long buffers = 0;
    for (JobVertex vertex : WholeJob.graph(subtasks).getJobGraph().getVertices()) {
      for (IntermediateDataSet output : vertex.getProducedDataSets()) {
        for (JobEdge edge : output.getConsumers()) {
          boolean all = edge.getDistributionPattern() == DistributionPattern.ALL_TO_ALL;
          buffers += vertex.getParallelism() * (all ? edge.getTarget().getParallelism() + 1L : 2);
        }
      }
    }
    return buffers;
  }

  @Test
  void buffersThatAreSetStay() {
    String set = "{taskmanager.memory.network.min: 10m, taskmanager.memory.network.max: 10m}";
    assertEquals(10 * MIB, memory("{parallelism: 16, flink: " + set + "}").flink().network());
  }

  @Test
  void whatIsManagedIsTakenByRocksDbAlone() {
    assertEquals(128 * MIB, memory("{}").flink().managed());
    assertEquals(0, memory("flink: {state.backend.type: hashmap}").flink().managed());
    assertEquals(128 * MIB, memory("flink: {state.backend.type: rocksdb}").flink().managed());
  }

  @Test
  void aPlanIsMadeOfTheSettings() {
    MemoryPlan plan =
        memory(
            """
            parallelism: 3
            batch: {size: 8, bytes: 1000}
            images: {max-bytes: 2000, max-pixels: 3000}
            waiting: {max-items: 4}
            feedback: {max-items: 5}
            queries: {look-back-bytes: 6}
            """);
    assertEquals(3, plan.subtasks());
    assertEquals(8, plan.batchSize());
    assertEquals(1000, plan.batchBytes());
    assertEquals(2000, plan.images().maxBytes());
    assertEquals(3000, plan.images().maxPixels());
    assertEquals(4, plan.waitingItems());
    assertEquals(5, plan.keptItems());
    assertEquals(6, plan.lookBackBytes());
  }

  @Test
  void nothingIsKeptWhereNothingWaitsForFeedback() {
    assertEquals(0, memory("feedback: {wait: 0}").keptItems());
  }

  @Test
  void thereAreAsManySubtasksAsFlinkWillHave() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals(processors, memory("{}").subtasks());
    assertEquals(7, memory("{parallelism: 3, flink: {parallelism.default: 7}}").subtasks());
  }

  @Test
  void aSizeThatFlinkDoesNotUnderstandIsRefused() {
    Configuration flink = Configuration.fromMap(Map.of("taskmanager.memory.network.max", "plenty"));
    assertThrows(IllegalArgumentException.class, () -> FlinkMemory.of(flink, 2));
  }

  private static MemoryPlan memory(String yaml) {
    return settings(yaml).memory(bundled());
  }

  private static ModelDescription bundled() {
    try (ClipModel model = ClipModel.open(ModelFiles.bundled(), ModelSettings.defaults())) {
      return model.description();
    }
  }

  private static JobSettings settings(String yaml) {
    return SettingsReader.read("test", Yaml.read("test", yaml.getBytes(UTF_8)));
  }
}
