package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.Resources;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** By these, state that an older build wrote is found again: a change here loses users' state. */
class UidTest {

  @Test
  void everyOperatorKeepsItsUid() throws Exception {
    List<String> uids = uids(WholeJob.graph(Topology.Interception.NONE));
    assertEquals(Resources.text("/job/uids.txt"), String.join("\n", uids) + "\n");
  }

  @Test
  void whatReadsVectorsOfTextsIsThereWithoutAModelOnly() throws Exception {
    Set<String> uids = new TreeSet<>(uids(WholeJob.graphWithoutModel()));
    uids.removeAll(uids(WholeJob.graph(Topology.Interception.NONE)));
    assertEquals(Set.of("read-texts", "decode-texts", "timeless-texts", "name-texts"), uids);
  }

  private static List<String> uids(StreamGraph graph) {
    return graph.getStreamNodes().stream()
        .map(StreamNode::getTransformationUID)
        .map(uid -> Objects.requireNonNullElse(uid, "(none)"))
        .sorted()
        .toList();
  }

  @Test
  void keyGroupsAreAsManyAsEver() {
    assertEquals(720, WholeJob.configuration().get(PipelineOptions.MAX_PARALLELISM));
  }
}
