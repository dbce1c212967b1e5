package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Query;
import io.idealstream.wire.SpaceChange;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.TrialName;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.space.SpaceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What topics {@code queries} and {@code status} say of standing queries. */
final class QueryTopics {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final KafkaOptions kafka;

  QueryTopics(KafkaOptions kafka) {
    this.kafka = kafka;
  }

  /**
   * A query that somebody wants.
   *
   * @param query null where it cannot be read
   * @param status the last that was said of it; null for nothing
   */
  record Wanted(String id, Query query, Status status) {}

  /** Every query that is wanted, by id. */
  Map<String, Wanted> all() {
    QueryReader reader = new QueryReader(ReadingLimits.DEFAULT);
    Map<String, Wanted> all = new TreeMap<>();
    read(Topic.QUERIES, message -> take(message, reader, all));
    read(
        Topic.STATUS,
        message -> {
          Status status = status(message, StatusKind.QUERY);
          if (status != null && all.containsKey(status.id())) {
            all.put(status.id(), new Wanted(status.id(), all.get(status.id()).query(), status));
          }
        });
    return all;
  }

  /** Every space that is wanted and can be read, by name, but those on trial. */
  Map<String, SpaceDefinition> spaces() {
    SpaceReader reader = new SpaceReader();
    Map<String, SpaceDefinition> spaces = new TreeMap<>();
    read(
        Topic.SPACES,
        message -> {
          try {
            SpaceChange change = reader.read(message);
            if (change.definition() == null || TrialName.isOne(change.space())) {
              spaces.remove(change.space());
            } else {
              spaces.put(change.space(), change.definition());
            }
          } catch (Unreadable rejected) {
            // what was there before is in force
          }
        });
    return spaces;
  }

  private static void take(TopicRecord message, QueryReader reader, Map<String, Wanted> all) {
    String id = message.key() == null ? "" : new String(message.key(), UTF_8);
    if (message.value() == null) {
      all.remove(id);
      return;
    }
    try {
      Query query = reader.read(message).query();
      all.put(query.id(), new Wanted(query.id(), query, null));
    } catch (Unreadable rejected) {
      all.put(id, new Wanted(id, null, null));
    }
  }

  /** A status of something of a kind; null for anything else. */
  static Status status(TopicRecord message, StatusKind kind) {
    try {
      Status status = message.value() == null ? null : Topic.STATUS.decode(message);
      return status != null && status.kind() == kind ? status : null;
    } catch (Unreadable why) {
      throw new IllegalStateException(message + ": " + why.getMessage(), why);
    }
  }

  /** Opens topic {@code status} behind its last record. */
  Tail statuses() {
    return Tail.of(
        kafka.connection(),
        List.of(kafka.name(Topic.STATUS)),
        Start.end(),
        Isolation.READ_COMMITTED);
  }

  void read(Topic<?> topic, Consumer<TopicRecord> taker) {
    try (Tail tail =
        Tail.of(
            kafka.connection(),
            List.of(kafka.name(topic)),
            Start.beginning(),
            Isolation.READ_COMMITTED)) {
      tail.toEnd(LIMIT, taker);
    }
  }
}
