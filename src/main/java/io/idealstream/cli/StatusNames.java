package io.idealstream.cli;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Spelling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spaces and feeds that topic {@code status} knows: what an act or a question names is mostly
 * misspelt where it is none of them. Feeds have a status where they are watched for drift.
 */
final class StatusNames {
  private final String topic;
  private final Set<String> spaces = new TreeSet<>();
  private final Map<String, Set<String>> feeds = new TreeMap<>();

  private StatusNames(String topic) {
    this.topic = topic;
  }

  /** Reads the topic to its end. */
  static StatusNames read(KafkaOptions kafka) {
    StatusNames names = new StatusNames(kafka.name(Topic.STATUS));
    new QueryTopics(kafka).read(Topic.STATUS, names::take);
    return names;
  }

  private void take(TopicRecord message) {
    Status space = QueryTopics.status(message, StatusKind.SPACE);
    if (space != null && space.state() == StatusState.DISABLED) {
      spaces.remove(space.id());
    } else if (space != null) {
      spaces.add(space.id());
    }
    Status watch = QueryTopics.status(message, StatusKind.DRIFT);
    if (watch != null) {
      feeds
          .computeIfAbsent(Keys.space(watch.id()), unseen -> new TreeSet<>())
          .add(Keys.feed(watch.id()));
    }
  }

  /** That a space is none of those known, in a sentence; empty where none is known. */
  Optional<String> unknownSpace(String space) {
    return unknown("space", space, spaces);
  }

  /**
   * That one of both is none of those known, in a sentence; empty where none is known.
   *
   * @param space null for any
   * @param feed null for any
   */
  Optional<String> unknown(String space, String feed) {
    return space == null
        ? unknownFeed(feed)
        : unknownSpace(space).or(() -> unknownFeed(space, feed));
  }

  /** That a feed is none of those known in any space; empty where none is known. */
  Optional<String> unknownFeed(String feed) {
    Set<String> all = new TreeSet<>();
    feeds.values().forEach(all::addAll);
    return ofFeed(feed, all);
  }

  /** That a feed is none of those known of a space; empty where none is known. */
  Optional<String> unknownFeed(String space, String feed) {
    return ofFeed(feed, feeds.getOrDefault(space, Set.of()));
  }

  private Optional<String> ofFeed(String feed, Set<String> known) {
    Set<String> single = new TreeSet<>(known);
    single.remove(Word.EVERY_FEED);
    return feed == null || feed.equals(Word.EVERY_FEED)
        ? Optional.empty()
        : unknown("feed", feed, single);
  }

  private Optional<String> unknown(String what, String name, Set<String> known) {
    return known.isEmpty() || known.contains(name)
        ? Optional.empty()
        : Optional.of(
            "%s %s is none of the %d that topic %s knows%s"
                .formatted(what, name, known.size(), topic, Spelling.didYouMean(name, known)));
  }
}
