package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** Of what many there is one subtask each, and of what few one alone. */
class FewTest {
  private static final int SUBTASKS = 4;

  @Test
  void whatIsFewIsWithOneSubtaskAndWhatItemsComeByWithAll() throws Exception {
    assertEquals(
        Set.of(
            "acknowledge",
            "answer-numbers",
            "count-firings",
            "date-drift",
            "date-quality",
            "decode-controls",
            "decode-erasures",
            "decode-policies",
            "decode-spaces",
            "forget-held",
            "forget-items",
            "form-drift",
            "form-drift-scores",
            "form-quality",
            "form-status",
            "hold-erasures",
            "learn-concepts",
            "news-of-acts",
            "news-of-conditions",
            "news-of-policies",
            "number-feeds",
            "read-controls",
            "read-erasures",
            "read-policies",
            "read-spaces",
            "settle-acts",
            "settle-policies",
            "tell-erasures",
            "timeless-answer-numbers",
            "timeless-conditions",
            "timeless-controls",
            "timeless-erasures",
            "timeless-policies",
            "timeless-policies-in-force",
            "timeless-spaces",
            "watch-acts",
            "watch-erasures",
            "write-drift",
            "write-drift-scores",
            "write-quality",
            "write-status"),
        nodes(subtasks -> subtasks == 1));
    assertEquals(Set.of(), nodes(subtasks -> subtasks != 1 && subtasks != SUBTASKS));
  }

  private static Set<String> nodes(Predicate<Integer> parallelism) throws Exception {
    return WholeJob.graph(SUBTASKS).getStreamNodes().stream()
        .filter(node -> parallelism.test(node.getParallelism()))
        .map(StreamNode::getTransformationUID)
        .filter(uid -> uid != null && !uid.contains(":"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
