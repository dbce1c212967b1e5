package io.idealstream.cli;

import io.idealstream.client.Isolation;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.PastVersion;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Spelling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Versions of a space's words as topic {@code words} has them: those whose heads Kafka has not yet
 * compacted away, and those that the newest head names.
 */
final class PublishedVersions {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Versions that are named where one is not found. */
  private static final int NAMED = 5;

  private final String space;
  private final Set<String> others = new TreeSet<>();
  private final Map<Long, WordsHead> heads = new TreeMap<>();
  private final Map<Long, PastVersion> held = new TreeMap<>();
  private WordsHead newest;

  private PublishedVersions(String space) {
    this.space = space;
  }

  /**
   * Reads the topic to its end.
   *
   * @throws IllegalStateException if it has no words of the space
   */
  static PublishedVersions read(KafkaOptions kafka, String space) {
    PublishedVersions versions = new PublishedVersions(space);
    String topic = kafka.name(Topic.WORDS);
    try (Tail tail =
        Tail.of(kafka.connection(), List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(LIMIT, versions::take);
    }
    if (versions.newest == null) {
      throw new IllegalStateException(
          "topic %s has no words of space %s%s"
              .formatted(topic, space, Spelling.didYouMean(space, versions.others)));
    }
    return versions;
  }

  private void take(TopicRecord message) {
    String key = message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8);
    if (!space.equals(key)) {
      noteOther(key, message);
      return;
    }
    try {
      if (message.value() == null) {
        newest = null;
        heads.clear();
      } else if (Topic.WORDS.decode(message) instanceof WordsHead head) {
        newest = head;
        heads.put(head.version(), head);
      }
    } catch (Unreadable foreign) {
      // no head of ours
    }
    held.clear();
    if (newest != null && newest.history() != null) {
      newest.history().forEach(past -> held.put(past.version(), past));
    }
  }

  /** Keys of words have slashes, which names of spaces have not. */
  private void noteOther(String key, TopicRecord message) {
    if (key != null && message.value() == null) {
      others.remove(key);
    } else if (key != null && !key.contains("/")) {
      others.add(key);
    }
  }

  WordsHead newest() {
    return newest;
  }

  /** Whether the job can go back to a version. */
  boolean isHeld(long version) {
    return held.containsKey(version);
  }

  /** All that are known, the oldest first. */
  List<PastVersion> all() {
    Map<Long, PastVersion> all = new TreeMap<>(held);
    for (WordsHead head : heads.values()) {
      Instant restores = head.restores() == null ? null : head.restores().time();
      all.putIfAbsent(head.version(), new PastVersion(head.version(), head.asOf(), restores));
    }
    return new ArrayList<>(all.values());
  }

  /** The head of a version, while the topic has it. */
  Optional<WordsHead> head(long version) {
    return Optional.ofNullable(heads.get(version));
  }

  /**
   * Event time up to which the estimates of a version reached.
   *
   * @throws IllegalStateException if that is not known
   */
  Instant asOf(long version) {
    Optional<PastVersion> known =
        all().stream().filter(past -> past.version() == version).findAny();
    if (known.isEmpty()) {
      throw new IllegalStateException(
          "space %s: version %d of its words is not known any more, or never was; known are %s"
              .formatted(space, version, nearest(version)));
    }
    if (known.get().asOf() == null) {
      throw new IllegalStateException(
          "space %s: version %d of its words is of prompts alone, and of no time"
              .formatted(space, version));
    }
    return known.get().asOf();
  }

  private String nearest(long version) {
    String near =
        all().stream()
            .filter(past -> past.asOf() != null)
            .sorted((a, b) -> Long.compare(distance(a, version), distance(b, version)))
            .limit(NAMED)
            .map(past -> "%d (%s)".formatted(past.version(), past.asOf()))
            .collect(Collectors.joining(", "));
    return near.isEmpty() ? "none" : near;
  }

  private static long distance(PastVersion past, long version) {
    return Math.abs(past.version() - version);
  }
}
