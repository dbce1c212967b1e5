package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.cli.Acknowledged.Change;
import io.idealstream.client.Tail;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.codec.Topic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Sends queries and removals, and waits for what the job says where that is asked for. */
record QuerySender(KafkaOptions kafka, Acknowledged acknowledged, PrintWriter err) {

  /** Sends a query; gives an exit code. */
  int add(Outgoing query) {
    if (!acknowledged.asked()) {
      send(List.of(query));
      err.println("1 query sent; query list shows whether it is in force");
      return 0;
    }
    Optional<Status> unchanged = DefinitionsInForce.queries(kafka).unchanged(query);
    if (unchanged.isPresent()) {
      send(List.of(query));
      err.println(Acknowledged.unchanged(unchanged.get()));
      return 0;
    }
    String id = new String(query.key(), UTF_8);
    // a query that comes back while its change waits is in force under the version it had
    return sendAndWait(
        List.of(query), List.of(new Change(id, StatusState.ACTIVE, Acknowledged.ANY)));
  }

  /** Removes queries, and tells of those that are not there; gives an exit code. */
  int remove(List<String> ids) {
    return Removals.remove(kafka, acknowledged, Topic.QUERIES, StatusKind.QUERY, ids, err);
  }

  private int sendAndWait(List<Outgoing> messages, List<Change> changes) {
    try (Tail tail = new QueryTopics(kafka).statuses()) {
      send(messages);
      return acknowledged.await(tail, StatusKind.QUERY, changes, err);
    }
  }

  private void send(List<Outgoing> messages) {
    kafka.send(Topic.QUERIES, messages);
  }
}
