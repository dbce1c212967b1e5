package io.idealstream.cli;

import io.idealstream.client.TopicState;
import io.idealstream.client.Topics;
import io.idealstream.wire.codec.Json;
import io.idealstream.wire.config.Count;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code topics describe}: the topics as they are, and what must be changed. */
@Command(name = "describe", description = "Say how the topics are and what must be changed.")
final class TopicsDescribe implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<TopicState> states = new ArrayList<>();
    kafka
        .topics()
        .forEach(
            (prefix, wanted) -> {
              try (Topics topics = Topics.on(kafka.connection(), prefix)) {
                states.addAll(topics.describe(wanted));
              }
            });
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      states.forEach(state -> out.println(Json.text(state)));
    } else {
      Table table = new Table();
      states.forEach(state -> table.row(state.name(), line(state)));
      table.print(out);
    }
    List<String> problems = TopicState.problems(states);
    problems.forEach(spec.commandLine().getErr()::println);
    return problems.isEmpty() ? 0 : 1;
  }

  private static String line(TopicState state) {
    return state.exists()
        ? Count.of(state.partitions(), "partition")
            + ", "
            + state.cleanupPolicy()
            + ", records up to "
            + state.largestRecord()
            + " bytes"
        : "does not exist";
  }
}
