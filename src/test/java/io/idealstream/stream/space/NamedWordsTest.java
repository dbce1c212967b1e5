package io.idealstream.stream.space;

import static io.idealstream.estimate.BirdSpaces.BIRDS;
import static io.idealstream.estimate.BirdSpaces.BIRDS_OUTSIDE;
import static io.idealstream.estimate.BirdSpaces.gone;
import static io.idealstream.estimate.BirdSpaces.prepared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.estimate.BirdSpaces;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.estimate.SourceEstimate;
import io.idealstream.estimate.words.NamedVectors;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.codec.Topic;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What queries are told of words, against what topic {@code words} says. */
class NamedWordsTest {

  private KeyedTwoInputStreamOperatorTestHarness<String, PreparedSpace, SourceEstimate, Outgoing>
      harness;

  private final Map<String, Word> topic = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, float[]> vectors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private String labelling;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void queriesKnowExactlyTheWordsOverAllFeedsThatTheTopicHolds() throws Exception {
    take(prepared(BIRDS, 1));
    assertSame(5);
    assertEquals("prompts", labelling);
    take(estimate(1, "*", Source.CAPTIONS, 0.5));
    assertSame(10);
    take(estimate(1, "*", Source.CAPTIONS, 0.75));
    assertSame(10);
    SourceEstimate withoutDuck = estimate(1, "*", Source.CAPTIONS, 0.75);
    withoutDuck.determined()[1] = false;
    take(withoutDuck);
    assertSame(9);
    assertEquals(Set.of("word/birds/captions/bird/duck"), open);
    take(prepared(BIRDS_OUTSIDE, 2));
    assertSame(topic.size());
    take(gone("birds", 3));
    assertSame(0);
    assertNull(labelling);
    assertEquals(Set.of(), open, "nothing will come of what is gone");
  }

  @Test
  void wordsOfOneFeedAreNotForQueries() throws Exception {
    take(prepared(BIRDS, 1));
    take(estimate(1, "cam", Source.CAPTIONS, 0.5));
    assertEquals(10, topic.size());
    assertEquals(5, versions.size());
  }

  @Test
  void whatWasNamedIsNotNamedAgainAfterARestart() throws Exception {
    take(prepared(BIRDS, 1));
    restart();
    harness.setProcessingTime(harness.getProcessingTime() + 1);
    listen();
    assertTrue(versions.isEmpty());
    take(estimate(1, "*", Source.CAPTIONS, 0.5));
    assertEquals(5, versions.size(), "what is new alone");
  }

  private void restart() throws Exception {
    versions.clear();
    vectors.clear();
    var snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, PreparedSpace, SourceEstimate, Outgoing>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new PublishWords(Encoding.JSON, Histories.HOURS.grid(), 2, "test", 0),
        PreparedSpace::space,
        SourceEstimate::space,
        Types.STRING,
        720,
        1,
        0);
  }

  private void take(PreparedSpace space) throws Exception {
    harness.processElement1(new StreamRecord<>(space));
    read();
  }

  private void take(SourceEstimate estimate) throws Exception {
    harness.processElement2(new StreamRecord<>(estimate));
    read();
  }

  private void read() throws Exception {
    for (Outgoing message : harness.extractOutputValues()) {
      String key = new String(message.key(), UTF_8);
      if (message.value() == null) {
        topic.remove(key);
      } else if (Topic.WORDS.decode(message.value(), Encoding.JSON) instanceof Word word) {
        topic.put(key, word);
      }
    }
    harness.getOutput().clear();
    listen();
  }

  private void listen() {
    var side = harness.getSideOutput(PublishWords.NAMED);
    while (side != null && !side.isEmpty()) {
      NamedVectors change = side.remove().getValue();
      assertEquals("space/birds", change.owner());
      labelling = change.labelling();
      for (int i = 0; i < change.names().size(); i++) {
        put(change, i);
      }
    }
  }

  private void put(NamedVectors change, int i) {
    String name = change.names().get(i);
    long version = change.versions()[i];
    int dimension = change.vectors().length / change.names().size();
    versions.remove(name);
    open.remove(name);
    if (version > 0) {
      versions.put(name, version);
      vectors.put(name, Arrays.copyOfRange(change.vectors(), i * dimension, (i + 1) * dimension));
    } else if (version == NamedVectors.OPEN) {
      open.add(name);
    } else {
      String value = name.split("/", 4)[3];
      open.removeIf(other -> other.endsWith("/" + value));
    }
  }

  private void assertSame(int expected) {
    Map<String, Long> said = new HashMap<>();
    for (Word word : topic.values()) {
      String name = NamedVectors.word("birds", word.source(), word.factor(), word.value());
      said.put(name, word.version());
      float[] vector = vectors.get(name);
      for (int j = 0; j < word.vector().length; j++) {
        assertEquals(word.vector()[j], vector[j], 1e-6, name);
      }
    }
    assertEquals(said, versions);
    assertEquals(expected, versions.size());
  }

  /** An estimate over the rows of the space of birds; {@code seed} decides its numbers. */
  private static SourceEstimate estimate(long version, String feed, Source source, double seed) {
    int rows = BirdSpaces.definition(BIRDS).factorSpace().rows();
    double[] numbers = new double[rows * FakeTexts.DIMENSION];
    boolean[] determined = new boolean[rows];
    double[] errors = new double[rows];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = Math.sin(seed + j);
    }
    Arrays.fill(determined, true);
    Arrays.fill(errors, Double.NaN);
    return new SourceEstimate(
        "birds",
        feed,
        source,
        "sha256:one",
        version,
        numbers,
        determined,
        new double[rows],
        errors,
        4,
        0.5,
        Instant.parse("2026-01-02T12:00:00Z"));
  }
}
