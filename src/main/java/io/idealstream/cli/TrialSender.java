package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.cli.Acknowledged.Change;
import io.idealstream.cli.trial.TrialKind;
import io.idealstream.cli.trial.TrialTopics;
import io.idealstream.client.Tail;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends definitions and removals of trials, and waits for what the job says where asked to. */
record TrialSender(
    KafkaOptions kafka, Acknowledged acknowledged, TrialKind<?> kind, PrintWriter err) {

  static TrialTopics topics(KafkaOptions kafka) {
    return new TrialTopics(kafka.connection(), kafka::name);
  }

  /** Gives an exit code. */
  int send(List<Outgoing> messages) {
    if (!acknowledged.asked()) {
      publish(messages);
      return 0;
    }
    List<Change> changes = changes(messages);
    try (Tail tail = new QueryTopics(kafka).statuses()) {
      publish(messages);
      return acknowledged.await(tail, kind.status(), changes, err);
    }
  }

  private List<Change> changes(List<Outgoing> messages) {
    DefinitionsInForce inForce =
        kind.status() == StatusKind.SPACE
            ? DefinitionsInForce.spaces(kafka)
            : DefinitionsInForce.queries(kafka);
    List<Change> changes = new ArrayList<>();
    for (Outgoing message : messages) {
      String name = new String(message.key(), UTF_8);
      if (message.value() == null) {
        changes.add(new Change(name, StatusState.DISABLED, Acknowledged.ANY));
        continue;
      }
      Optional<Status> unchanged = inForce.unchanged(message);
      if (unchanged.isPresent()) {
        err.println(Acknowledged.unchanged(unchanged.get()));
      } else {
        changes.add(new Change(name, StatusState.ACTIVE, after(inForce, message)));
      }
    }
    return changes;
  }

  /** A query that comes back while its change waits is in force under the version it had. */
  private long after(DefinitionsInForce inForce, Outgoing definition) {
    return kind.status() == StatusKind.SPACE ? inForce.versionBefore(definition) : Acknowledged.ANY;
  }

  private void publish(List<Outgoing> messages) {
    kafka.send(kind.topic(), messages);
  }
}
