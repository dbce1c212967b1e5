package io.idealstream.cli;

import io.idealstream.client.Publisher;
import io.idealstream.client.Tail;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.Topic;
import io.idealstream.wire.codec.TopicWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query remove}. */
@Command(name = "remove", description = "Remove standing queries.")
final class QueryRemove implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private Acknowledged acknowledged = new Acknowledged();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Queries to remove.")
  private List<String> ids;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Removals.tellOfUnknown(kafka, Topic.QUERIES, ids, spec.commandLine().getErr());
    if (!acknowledged.asked()) {
      ids.forEach(this::send);
      return 0;
    }
    int code = 0;
    for (String id : ids) {
      try (Tail tail = new QueryTopics(kafka).statuses()) {
        send(id);
        code |= acknowledged.await(tail, id, StatusState.DISABLED, spec.commandLine().getErr());
      }
    }
    return code;
  }

  private void send(String id) {
    String topic = kafka.name(Topic.QUERIES);
    try (Publisher publisher = Publisher.to(kafka.connection(), List.of(topic))) {
      publisher.send(topic, TopicWriter.removal(id));
      publisher.flush();
    }
  }
}
