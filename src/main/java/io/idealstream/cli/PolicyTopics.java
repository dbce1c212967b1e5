package io.idealstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.PolicyReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.PolicyText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What topics {@code policies} and {@code status} say of policies. */
final class PolicyTopics {

  private static final Pattern SINCE = Pattern.compile("\\bfor items from (\\S+) on\\b");

  /**
   * A policy that somebody wants.
   *
   * @param text null where it cannot be read
   * @param status the last that was said of it; null for nothing
   */
  record Wanted(String name, PolicyText text, Status status) {

    /** Event time from which on the version is in force; null where that was not said. */
    Instant since() {
      return status == null ? null : PolicyTopics.since(status.detail());
    }
  }

  /**
   * A policy's text, as far as the topic has it.
   *
   * @param text the version's own, or the newest in its place; null for neither
   * @param own whether it is the version's own
   */
  record Found(PolicyText text, boolean own) {}

  /**
   * A message about a name.
   *
   * @param text null for a removal, and for what cannot be read
   */
  private record Sent(PolicyText text, boolean removal, long time) {}

  private static final class History {
    private final List<Sent> sent = new ArrayList<>();
    private final TreeMap<Long, Long> inForce = new TreeMap<>();
    private Status last;

    /** Null for nothing. */
    Sent newest() {
      return sent.isEmpty() ? null : sent.get(sent.size() - 1);
    }

    /** The last message that had come when a version was said to be in force; null for none. */
    Sent of(long version) {
      Long time = inForce.get(version);
      Sent found = null;
      for (Sent one : sent) {
        found = time != null && one.time <= time ? one : found;
      }
      return found;
    }
  }

  private final Map<String, History> histories = new TreeMap<>();

  private PolicyTopics() {}

  static PolicyTopics read(KafkaOptions kafka) {
    PolicyTopics all = new PolicyTopics();
    PolicyReader reader = new PolicyReader();
    QueryTopics topics = new QueryTopics(kafka);
    topics.read(Topic.POLICIES, message -> all.takePolicy(message, reader));
    topics.read(Topic.STATUS, all::takeStatus);
    return all;
  }

  private void takePolicy(TopicRecord message, PolicyReader reader) {
    if (message.key() == null) {
      return;
    }
    String name = new String(message.key(), UTF_8);
    PolicyText text = null;
    try {
      text = message.value() == null ? null : reader.read(message).text();
    } catch (Unreadable rejected) {
      // a name without a text
    }
    History history = histories.computeIfAbsent(name, unseen -> new History());
    Sent before = history.newest();
    if (text == null || before == null || !text.equals(before.text)) {
      history.sent.add(new Sent(text, message.value() == null, message.timestampMillis()));
    }
  }

  private void takeStatus(TopicRecord message) {
    Status status = QueryTopics.status(message, StatusKind.POLICY);
    if (status == null) {
      return;
    }
    History history = histories.computeIfAbsent(status.id(), unseen -> new History());
    history.last = status;
    if (status.state() == StatusState.ACTIVE || status.state() == StatusState.EXPIRED) {
      history.inForce.putIfAbsent(status.version(), message.timestampMillis());
    }
  }

  /** Every policy that is wanted, by name. */
  Map<String, Wanted> wanted() {
    Map<String, Wanted> wanted = new TreeMap<>();
    histories.forEach(
        (name, history) -> {
          Sent newest = history.newest();
          if (newest != null && !newest.removal) {
            wanted.put(name, new Wanted(name, newest.text, history.last));
          }
        });
    return wanted;
  }

  /** The text of a version, where the topic still has it, or else the newest. */
  Found text(String name, long version) {
    History history = histories.getOrDefault(name, new History());
    Sent own = history.of(version);
    Long later = history.inForce.higherKey(version);
    boolean ofLater = later != null && own != null && own == history.of(later);
    if (own != null && own.text != null && !ofLater) {
      return new Found(own.text, true);
    }
    Sent newest = history.newest();
    return new Found(newest == null ? null : newest.text, false);
  }

  /** The time that the job's sentence names; null for none. */
  static Instant since(String detail) {
    Matcher found = SINCE.matcher(detail == null ? "" : detail);
    try {
      return found.find() ? Instant.parse(found.group(1)) : null;
    } catch (DateTimeException none) {
      return null;
    }
  }
}
