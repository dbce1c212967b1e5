package io.idealstream.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.Isolation;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Label;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.decision.Decision;
import io.idealstream.wire.decision.Evidence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a job wrote, committed; what came twice cannot be put into it.
 *
 * @param labels by item
 * @param hits query and item to score
 * @param deadLetters origin to reason
 * @param words last vector of every word
 * @param decisions by item and number
 */
record Said(
    Map<String, Label> labels,
    Map<String, Double> hits,
    Map<String, String> deadLetters,
    Map<String, double[]> words,
    Map<String, Decision> decisions) {

  /** Waits until all of a feed is answered and its votes are in the words. */
  static Said of(RunTopics topics, MixedFeed feed) {
    topics.await(Topic.LABELS, feed.good());
    topics.await(Topic.DEAD_LETTERS, feed.bad());
    topics.await(Topic.WORDS, records -> votes(records, Source.IMAGES) == feed.good());
    return now(topics);
  }

  /** What is there by now. */
  static Said now(RunTopics topics) {
    return new Said(
        committed(topics, Topic.LABELS)
            .collect(Collectors.toMap(label -> label.feed() + "/" + label.id(), label -> label)),
        committed(topics, Topic.HITS)
            .collect(
                Collectors.toMap(
                    hit -> hit.query() + " " + hit.feed() + "/" + hit.id(), Hit::score)),
        topics.all(Topic.DEAD_LETTERS, Isolation.READ_COMMITTED).stream()
            .collect(Collectors.toMap(Said::origin, letter -> header(letter, DeadLetter.REASON))),
        last(topics.all(Topic.WORDS, Isolation.READ_COMMITTED)).values().stream()
            .collect(
                Collectors.toMap(
                    word -> word.source() + "/" + word.factor() + "/" + word.value(),
                    Word::vector)),
        byNumber(committed(topics, Topic.DECISIONS)));
  }

  /** Decisions by item and number. */
  static Map<String, Decision> byNumber(Stream<Decision> decisions) {
    return decisions.collect(
        Collectors.toMap(one -> Keys.of(one) + " " + one.number(), one -> one));
  }

  /** Waits until a feed is answered elsewhere, with the same answers up to the order of sums. */
  void assertSame(RunTopics topics, MixedFeed feed) {
    topics.await(Topic.HITS, hits.size());
    assertSame(of(topics, feed));
  }

  void assertSame(Said found) {
    assertEquals(labels.keySet(), found.labels.keySet());
    labels.forEach((item, label) -> assertClose(label, found.labels.get(item)));
    assertEquals(hits.keySet(), found.hits.keySet());
    hits.forEach((hit, score) -> assertEquals(score, found.hits.get(hit), 1e-6, hit));
    assertEquals(deadLetters, found.deadLetters);
    assertEquals(words.keySet(), found.words.keySet());
    words.forEach((word, vector) -> assertArrayEquals(vector, found.words.get(word), 1e-9, word));
    assertEquals(decisions.keySet(), found.decisions.keySet());
    decisions.forEach((name, one) -> assertClose(name, one, found.decisions.get(name)));
  }

  /** The same, up to what sums of doubles differ by in the evidence. */
  private static void assertClose(String name, Decision one, Decision other) {
    assertEquals(withoutEvidence(one), withoutEvidence(other));
    List<Label> labels = one.evidence().labels();
    assertEquals(labels.size(), other.evidence().labels().size(), name);
    for (int i = 0; i < labels.size(); i++) {
      assertClose(labels.get(i), other.evidence().labels().get(i));
    }
    List<Hit> hits = one.evidence().hits();
    assertEquals(hits.size(), other.evidence().hits().size(), name);
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      Hit found = other.evidence().hits().get(i);
      assertEquals(hit.query(), found.query(), name);
      assertEquals(hit.queryVersion(), found.queryVersion(), name);
      assertEquals(hit.rank(), found.rank(), name);
      assertEquals(hit.score(), found.score(), 1e-6, name);
    }
  }

  private static Decision withoutEvidence(Decision one) {
    return new Decision(
        one.id(),
        one.feed(),
        one.time(),
        one.number(),
        one.revises(),
        one.caption(),
        one.attributes(),
        one.action(),
        one.policy(),
        one.policies(),
        one.reasons(),
        one.sampled(),
        new Evidence(List.of(), List.of(), one.evidence().hitsLeftOut()),
        one.automated(),
        one.expires(),
        one.shadow());
  }

  private static void assertClose(Label one, Label other) {
    assertEquals(one.time(), other.time());
    assertEquals(one.words(), other.words());
    assertEquals(one.spaceVersion(), other.spaceVersion());
    var a = one.factors().get("bird");
    var b = other.factors().get("bird");
    assertEquals(a.label(), b.label(), one.id());
    assertEquals(a.abstained(), b.abstained(), one.id());
    if (a.label() != null) {
      assertEquals(a.probability(), b.probability(), 1e-6, one.id());
    }
    assertEquals(a.raw().label(), b.raw().label(), one.id());
    assertEquals(a.raw().probability(), b.raw().probability(), 1e-6, one.id());
  }

  /** Items of a source that voted for the last words. */
  static double votes(List<TopicRecord> words, Source source) {
    return Math.rint(
        last(words).values().stream()
            .filter(word -> word.source() == source && word.factor().equals("bird"))
            .mapToDouble(Word::support)
            .sum());
  }

  private static Map<String, Word> last(List<TopicRecord> messages) {
    Map<String, Word> last = new HashMap<>();
    for (TopicRecord message : messages) {
      String key = new String(message.key(), UTF_8);
      if (message.value() == null) {
        last.remove(key);
      } else if (read(message, Topic.WORDS) instanceof Word word) {
        last.put(key, word);
      }
    }
    return last;
  }

  private static <T> Stream<T> committed(RunTopics topics, Topic<T> topic) {
    return topics.all(topic, Isolation.READ_COMMITTED).stream()
        .map(message -> read(message, topic));
  }

  private static String origin(TopicRecord letter) {
    return header(letter, DeadLetter.SOURCE_PARTITION)
        + "/"
        + header(letter, DeadLetter.SOURCE_OFFSET);
  }

  private static String header(TopicRecord letter, String name) {
    return new String(letter.header(name), UTF_8);
  }

  static <T> T read(TopicRecord message, Topic<T> topic) {
    try {
      return topic.decode(message);
    } catch (Unreadable e) {
      throw new AssertionError(e);
    }
  }
}
