package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.Resources;
import java.util.List;
import java.util.Objects;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** By these, state that an older build wrote is found again: a change here loses users' state. */
class UidTest {

  @Test
  void everyOperatorKeepsItsUid() throws Exception {
    StreamGraph graph = WholeJob.graph(Topology.Interception.NONE);
    List<String> uids =
        graph.getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .map(uid -> Objects.requireNonNullElse(uid, "(none)"))
            .sorted()
            .toList();
    assertEquals(Resources.text("/job/uids.txt"), String.join("\n", uids) + "\n");
  }

  @Test
  void keyGroupsAreAsManyAsEver() {
    assertEquals(720, WholeJob.configuration().get(PipelineOptions.MAX_PARALLELISM));
  }
}
