package io.idealstream.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.TopicPlan;
import io.idealstream.wire.codec.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The topics of docker/create-topics.sh are those of the plan. */
class ContainerTopicsTest {

  @Test
  void theContainersCreateTheTopicsAsPlanned() throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of("docker/create-topics.sh")).stream()
            .filter(line -> line.startsWith("topic "))
            .toList();
    assertEquals(Topic.all().stream().map(ContainerTopicsTest::command).toList(), commands);
  }

  private static String command(Topic<?> topic) {
    TopicPlan plan = topic.plan();
    String partitions = plan.partitions() == TopicPlan.Partitions.MANY ? "\"$many\"" : "1";
    return String.join(
        " ",
        "topic",
        topic.under(""),
        partitions,
        plan.cleanup().policy(),
        plan.largestRecord() + (plan.cleanup() == TopicPlan.Cleanup.NONE ? " -1" : ""));
  }
}
