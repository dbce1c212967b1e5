package io.idealstream.job.recovery;

import io.idealstream.client.Isolation;
import io.idealstream.client.KafkaConnection;
import io.idealstream.client.Publisher;
import io.idealstream.client.Start;
import io.idealstream.client.Tail;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What topic {@code words} holds of a job's: the spaces whose head records name it as owner. */
public final class EarlierWords {
  private final Map<String, WordsHead> heads = new TreeMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();

  /** None. */
  EarlierWords() {}

  /**
   * Reads the topic to its end.
   *
   * @param topic full name
   * @param owner transactional id of the job
   */
  public static EarlierWords read(
      KafkaConnection connection, String topic, String owner, Duration limit) {
    EarlierWords words = new EarlierWords();
    try (Tail tail =
        Tail.of(connection, List.of(topic), Start.beginning(), Isolation.READ_COMMITTED)) {
      tail.toEnd(limit, words::take);
    }
    words.heads.values().removeIf(head -> !owner.equals(head.owner()));
    words.keys.keySet().retainAll(words.heads.keySet());
    return words;
  }

  void take(TopicRecord message) {
    if (message.key() == null) {
      return;
    }
    String key = new String(message.key(), StandardCharsets.UTF_8);
    // names of spaces have no slash
    String space = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
    Set<String> known = keys.computeIfAbsent(space, unseen -> new LinkedHashSet<>());
    if (message.value() == null) {
      known.remove(key);
      heads.remove(key);
      return;
    }
    known.add(key);
    if (key.equals(space)) {
      note(space, message);
    }
  }

  private void note(String space, TopicRecord message) {
    try {
      if (Topic.WORDS.decode(message) instanceof WordsHead head) {
        heads.put(space, head);
      }
    } catch (Unreadable foreign) {
      heads.remove(space);
    }
  }

  boolean isEmpty() {
    return heads.isEmpty();
  }

  /** The highest version of words of any space; 0 without any. */
  public long newestVersion() {
    return heads.values().stream().mapToLong(WordsHead::version).max().orElse(0);
  }

  /** The highest version of any of the spaces; 0 without any. */
  public long newestSpaceVersion() {
    return heads.values().stream().mapToLong(WordsHead::spaceVersion).max().orElse(0);
  }

  /** Removes every record of these spaces from the topic; words of other jobs stay. */
  void remove(KafkaConnection connection, String topic) {
    if (isEmpty()) {
      return;
    }
    try (Publisher publisher = Publisher.to(connection, List.of(topic))) {
      keys.values()
          .forEach(all -> all.forEach(key -> publisher.send(topic, Outgoing.removal(key))));
    }
  }

  /** Such as {@code words version 6 of space birds}. */
  @Override
  public String toString() {
    return heads.values().stream()
        .map(head -> "words version %d of space %s".formatted(head.version(), head.space()))
        .collect(Collectors.joining(", "));
  }
}
