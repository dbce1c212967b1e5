package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.PolicyReader;
import io.idealstream.wire.codec.QueryReader;
import io.idealstream.wire.codec.ReadingLimits;
import io.idealstream.wire.codec.SpaceFile;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What topic {@code status} says of the definitions that a topic holds. The job acknowledges a
 * definition once: one that is sent again unchanged gets no second answer.
 */
final class DefinitionsInForce {

  /** What a definition says, to be compared. */
  private interface Content {
    Object of(TopicRecord message) throws Unreadable;
  }

  /**
   * A definition of the topic.
   *
   * @param since Kafka timestamp of the first message that says so
   */
  private record Published(Object content, long since) {}

  private record Said(Status status, long time) {}

  private final StatusKind kind;
  private final Content content;
  private final Map<String, Published> published = new HashMap<>();
  private final Map<String, Said> said = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();

  private DefinitionsInForce(KafkaOptions kafka, StatusKind kind, Topic<?> topic, Content content) {
    this.kind = kind;
    this.content = content;
    QueryTopics topics = new QueryTopics(kafka);
    topics.read(topic, this::takeDefinition);
    topics.read(Topic.STATUS, this::takeStatus);
  }

  static DefinitionsInForce spaces(KafkaOptions kafka) {
    SpaceReader reader = new SpaceReader();
    return new DefinitionsInForce(
        kafka,
        StatusKind.SPACE,
        Topic.SPACES,
        message -> SpaceFile.contentHash(reader.read(message).definition()));
  }

  static DefinitionsInForce queries(KafkaOptions kafka) {
    QueryReader reader = new QueryReader(ReadingLimits.DEFAULT);
    return new DefinitionsInForce(
        kafka, StatusKind.QUERY, Topic.QUERIES, message -> reader.read(message).query());
  }

  static DefinitionsInForce policies(KafkaOptions kafka) {
    PolicyReader reader = new PolicyReader();
    return new DefinitionsInForce(
        kafka,
        StatusKind.POLICY,
        Topic.POLICIES,
        message -> Topic.POLICIES.json(reader.read(message).text()));
  }

  /** What was said when the same definition came into force; empty where it is not in force. */
  Optional<Status> unchanged(Outgoing definition) {
    Published last = published.get(name(definition));
    Said answer = said.get(name(definition));
    return answer != null
            && answer.status.state() == StatusState.ACTIVE
            && isSame(definition)
            && answer.time >= last.since
        ? Optional.of(answer.status)
        : Optional.empty();
  }

  /** The newest version that is none of the definition's; one that is sent again keeps its own. */
  long versionBefore(Outgoing definition) {
    long newest = versions.getOrDefault(name(definition), 0L);
    return isSame(definition) ? newest - 1 : newest;
  }

  private boolean isSame(Outgoing definition) {
    Published last = published.get(name(definition));
    return last != null
        && last.content.equals(
            read(
                new TopicRecord(
                    kind.code(),
                    0,
                    0,
                    0,
                    definition.key(),
                    definition.value(),
                    definition.headers())));
  }

  private static String name(Outgoing definition) {
    return new String(definition.key(), UTF_8);
  }

  private void takeDefinition(TopicRecord message) {
    if (message.key() == null) {
      return;
    }
    String name = new String(message.key(), UTF_8);
    Object now = message.value() == null ? null : read(message);
    Published before = published.get(name);
    if (now == null) {
      published.remove(name);
    } else if (before == null || !before.content.equals(now)) {
      published.put(name, new Published(now, message.timestampMillis()));
    }
  }

  /** Null for what the job rejects when it reads it. */
  private Object read(TopicRecord message) {
    try {
      return content.of(message);
    } catch (Unreadable rejected) {
      return null;
    }
  }

  private void takeStatus(TopicRecord message) {
    Status status = QueryTopics.status(message, kind);
    if (status != null) {
      said.put(status.id(), new Said(status, message.timestampMillis()));
      versions.merge(status.id(), status.version(), Math::max);
    }
  }
}
