package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.codec.Topic;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Snapshots of the job find its metrics by the names of operators. */
class OperatorNamesTest {

  @Test
  void everyOperatorThatIsWatchedIsThere() throws Exception {
    Set<String> watched =
        new TreeSet<>(
            Set.of(
                "read images records",
                "embed captions",
                "form labels",
                "form hits",
                "publish words",
                "observe",
                "label",
                "match",
                "pre-aggregate"));
    Topic.inputs().stream()
        .filter(topic -> topic != Topic.TEXTS)
        .forEach(topic -> watched.add("Source: read " + topic.code()));
    watched.removeAll(
        WholeJob.graph(Topology.Interception.NONE).getStreamNodes().stream()
            .map(StreamNode::getOperatorName)
            .collect(Collectors.toSet()));
    assertEquals(Set.of(), watched);
  }
}
