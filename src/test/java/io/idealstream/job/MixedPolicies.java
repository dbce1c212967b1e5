package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.client.Isolation;
import io.idealstream.policy.PolicyFile;
import io.idealstream.policy.PolicyTimeline;
import io.idealstream.policy.Replay;
import io.idealstream.policy.Vocabulary;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Query;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Policies about the images of {@link MixedFeed}, one of each kind: by label, under a limit, that
 * samples as a shadow, by a hit of a threshold, and by a hit of a window. They are in force long
 * before the images, and each has one version.
 *
 * <p>What they say is the same whatever happens to a job, the counts of the limit as well, though
 * these hang on the order in which firings are counted. That goes by event time where event time
 * goes on; where nothing comes for {@code input.idle-after}, as in an outage, all that waits is
 * counted, and what comes then is counted behind it. So the limit is per feed: the images of a feed
 * lie in one partition in the order of their times, and what a job has decided at any silence is,
 * of each partition, all up to some image; unless one subtask is behind another by more than that
 * silence. A limit across feeds would depend on which of them had come further by then.
 */
final class MixedPolicies {
  private static final Instant EFFECTIVE = MixedFeed.START.minus(Duration.ofHours(1));
  private static final String BEST = "best";
  private static final int BEST_OF_WINDOW = 2;

  /** No picture comes twice in it, so that its best have scores of their own. */
  private static final Duration WINDOW = Duration.ofMillis(20);

  private static final Map<String, String> FIELDS =
      new TreeMap<>(
          Map.of(
              "land",
              """
              "when":"labels.birds.bird.label == 'landbird' && item.feed in ['feed-1', 'feed-3']",
              "unless":"item.feed == 'feed-3'",
              "action":{"name":"tag","priority":1},
              "reason":{"code":"LAND-1","text":"A {labels.birds.bird.label} of {item.feed}"}""",
              "often",
              """
              "when":"labels.birds.bird.label == 'waterbird'",
              "action":{"name":"review","queue":"birds","priority":2},
              "limits":{"per":"item.feed","at-most":2,"within":"40ms","then":{"name":"restrict"}}""",
              "some",
              """
              "when":"item.feed == 'feed-5'","action":{"name":"look"},"shadow":true,
              "sample":{"of-the-rest":"20%"}""",
              "pond",
              """
              "when":"hits.exists(h, h.query == 'ducks')","action":{"name":"visit","priority":3}""",
              "first",
              """
              "when":"hits.exists(h, h.query == 'best' && h.rank == 1)",
              "action":{"name":"feature","priority":4}"""));

  private MixedPolicies() {}

  private static byte[] text(String name) {
    return "{\"policy\":\"%s\",\"effective\":\"%s\",%s}"
        .formatted(name, EFFECTIVE, FIELDS.get(name))
        .getBytes(UTF_8);
  }

  static List<Outgoing> messages() {
    return FIELDS.keySet().stream()
        .map(
            name ->
                new Outgoing(
                    name.getBytes(UTF_8),
                    text(name),
                    List.of(Header.of(Header.CONTENT_TYPE, Encoding.JSON.contentType()))))
        .toList();
  }

  /** The query of windows that one of them needs. */
  static Outgoing query() {
    return Topic.QUERIES.message(
        new Query(
            BEST,
            "a photo of a bird",
            null,
            null,
            null,
            BEST_OF_WINDOW,
            WINDOW,
            null,
            null,
            null,
            null,
            null,
            null),
        Encoding.JSON);
  }

  /** Whether policies and query are in force, by what topic {@code status} says. */
  static boolean areActive(List<TopicRecord> statuses) {
    Set<String> active =
        statuses.stream()
            .map(record -> Read.of(Topic.STATUS, record))
            .filter(one -> one.state() == StatusState.ACTIVE)
            .map(one -> one.kind() + " " + one.id())
            .collect(Collectors.toSet());
    return active.contains(StatusKind.QUERY + " " + BEST)
        && FIELDS.keySet().stream()
            .allMatch(name -> active.contains(StatusKind.POLICY + " " + name));
  }

  /** Whether all windows of a feed have given their hits. */
  static boolean areClosed(MixedFeed feed, List<TopicRecord> hits) {
    long windows = feed.messages().size() / WINDOW.toMillis();
    return windows * BEST_OF_WINDOW
        == hits.stream()
            .map(record -> Read.of(Topic.HITS, record))
            .filter(hit -> hit.query().equals(BEST))
            .count();
  }

  /** What they say of the items whose labels and hits are committed, in the order of time. */
  static List<Decision> decide(RunTopics topics) {
    Replay replay = new Replay();
    read(topics, Topic.LABELS).forEach(replay::label);
    read(topics, Topic.HITS).forEach(replay::hit);
    PolicyTimeline policies = new PolicyTimeline();
    for (String name : FIELDS.keySet()) {
      policies.put(name, 1, EFFECTIVE, PolicyFile.read(name, text(name), Vocabulary.UNKNOWN));
    }
    List<Decision> decisions = new ArrayList<>();
    replay.decide(policies, decisions::add);
    return decisions;
  }

  private static <T> List<T> read(RunTopics topics, Topic<T> topic) {
    return topics.all(topic, Isolation.READ_COMMITTED).stream()
        .map(record -> Read.of(topic, record))
        .toList();
  }
}
