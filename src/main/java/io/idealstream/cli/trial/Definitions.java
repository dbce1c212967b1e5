package io.idealstream.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Header;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Definitions of one kind, gathered from their topic and from topic {@code status}. */
final class Definitions<D> {

  /** Reads the definition of a message. */
  interface Reader<D> {
    D read(TopicRecord message) throws Unreadable;
  }

  private record Said(Status last, long version, Instant activeSince) {}

  private final StatusKind kind;
  private final Reader<D> reader;
  private final Map<String, Defined<D>> defined = new TreeMap<>();
  private final Map<String, Said> said = new HashMap<>();

  Definitions(StatusKind kind, Reader<D> reader) {
    this.kind = kind;
    this.reader = reader;
  }

  void definition(TopicRecord message) {
    if (message.key() == null) {
      return;
    }
    String name = new String(message.key(), UTF_8);
    if (message.value() == null) {
      defined.remove(name);
      return;
    }
    Instant published = Instant.ofEpochMilli(message.timestampMillis());
    defined.put(name, new Defined<>(name, read(message), published, basis(message), null, null));
  }

  private D read(TopicRecord message) {
    try {
      return reader.read(message);
    } catch (Unreadable rejected) {
      return null;
    }
  }

  private static String basis(TopicRecord message) {
    return message.headers().stream()
        .filter(header -> header.name().equals(TrialTopics.BASIS) && header.value() != null)
        .map(Header::value)
        .map(value -> new String(value, UTF_8))
        .findFirst()
        .orElse(null);
  }

  void status(TopicRecord message) {
    Topic.STATUS
        .find(message)
        .filter(status -> status.kind() == kind)
        .ifPresent(status -> note(status, message));
  }

  private void note(Status status, TopicRecord message) {
    Said before = said.getOrDefault(status.id(), new Said(null, 0, null));
    boolean first =
        status.state() == StatusState.ACTIVE
            && (before.activeSince == null || status.version() > before.version);
    said.put(
        status.id(),
        first
            ? new Said(status, status.version(), Instant.ofEpochMilli(message.timestampMillis()))
            : new Said(status, before.version, before.activeSince));
  }

  /** All that are there, by name. */
  Map<String, Defined<D>> all() {
    Map<String, Defined<D>> all = new TreeMap<>();
    defined.forEach(
        (name, one) -> {
          Said of = said.getOrDefault(name, new Said(null, 0, null));
          all.put(
              name,
              new Defined<>(
                  name, one.definition(), one.published(), one.basis(), of.last, of.activeSince));
        });
    return all;
  }
}
