package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** How long records wait at most before they are handed to other tasks. */
class PromptTest {

  @Test
  void recordsAreHandedOnAtOnceSoThatNoThreadWaitsForThem() throws Exception {
    assertEquals(Set.of(0L), waits(WholeJob.graph("{}")));
  }

  @Test
  void whoeverSetsFlinksTimeSetsItForAll() throws Exception {
    assertEquals(
        Set.of(37L), waits(WholeJob.graph("flink: {execution.buffer-timeout.interval: 37ms}")));
  }

  /** Milliseconds, of all edges. */
  private static Set<Long> waits(StreamGraph graph) {
    Set<Long> waits = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      node.getOutEdges().stream().map(StreamEdge::getBufferTimeout).forEach(waits::add);
    }
    return waits;
  }
}
