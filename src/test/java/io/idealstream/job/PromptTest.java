package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** How long records wait at most before they are handed to other tasks. */
class PromptTest {

  @Test
  void picturesAreHandedOnAtOnce() throws Exception {
    assertEquals(Set.of(10L), waits(WholeJob.graph("{}"), true));
    assertFalse(waits(WholeJob.graph("{}"), false).contains(10L));
  }

  @Test
  void whoeverSetsFlinksTimeSetsItForAll() throws Exception {
    StreamGraph graph = WholeJob.graph("flink: {execution.buffer-timeout.interval: 37ms}");
    assertEquals(Set.of(37L), waits(graph, true));
    assertEquals(Set.of(37L), waits(graph, false));
  }

  /** Milliseconds behind the operator that embeds pictures, or behind all others. */
  private static Set<Long> waits(StreamGraph graph, boolean ofPictures) {
    Set<Long> waits = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      if ("embed-images".equals(node.getTransformationUID()) == ofPictures) {
        node.getOutEdges().stream().map(StreamEdge::getBufferTimeout).forEach(waits::add);
      }
    }
    return waits;
  }
}
