package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.client.Isolation;
import io.idealstream.fixtures.KafkaFixture;
import io.idealstream.wire.Basis;
import io.idealstream.wire.FactorLabel;
import io.idealstream.wire.Label;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.Source;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred things of which one has never been seen are labelled by the words of images. */
class LongTailIT {
  private static final int THINGS = 100;
  private static final int UNSEEN = THINGS - 1;

  @RegisterExtension final KafkaFixture kafka = new KafkaFixture();

  private final SummedImages images = new SummedImages(17, THINGS + 2);

  private static String space() {
    String values =
        IntStream.range(0, THINGS)
            .mapToObj(v -> "t%d: [thing%d]".formatted(v, v))
            .collect(Collectors.joining(", "));
    return """
        space: things
        templates: ["a {thing} {place}"]
        plain: {thing: ["a {thing}"]}
        estimate: {label-source: images}
        factors:
          thing: {role: label, values: {%s}}
          place: {role: spurious, values: {in: [inside], out: [outside]}}
        """
        .formatted(values);
  }

  /**
   * @param told whether the image says what it shows
   */
  private Outgoing image(int thing, int place, boolean told) {
    String where = place == 0 ? "in" : "out";
    return images.image(
        told ? Map.of("thing", List.of("t" + thing), "place", List.of(where)) : null,
        thing,
        THINGS + place);
  }

  @Test
  void oneValueThatNobodyHasSeenLeavesTheOthersTheirWordsAndTakesThoseOfThePrompts()
      throws Exception {
    RunTopics topics = new RunTopics(kafka.connection(), kafka.prefix(), () -> "at work");
    try (JobRun run =
        JobRun.begin(kafka.connection(), kafka.prefix(), 2, Topology.Interception.NONE, space())) {
      List<Outgoing> seen = new ArrayList<>();
      for (int n = 0; n < 4 * THINGS; n++) {
        if (n % THINGS != UNSEEN) {
          seen.add(image(n % THINGS, n / THINGS % 2, true));
        }
      }
      topics.send(Topic.IMAGES, seen);
      topics.await(Topic.WORDS, words -> votes(words) == seen.size());
      for (FactorLabel label : labelled(topics)) {
        assertEquals(Basis.PROMPTS, label.basis().get("t" + UNSEEN));
        assertTrue(
            IntStream.range(0, UNSEEN).allMatch(v -> label.basis().get("t" + v) == Basis.SEEN));
      }

      topics.send(Topic.IMAGES, List.of(image(UNSEEN, 0, true)));
      topics.await(Topic.WORDS, words -> votes(words) == seen.size() + 1);
      labelled(topics);
    }
  }

  /** Words of images have no word of what nobody saw. */
  private double votes(List<TopicRecord> records) {
    Map<String, Word> words =
        records.stream()
            .filter(record -> record.value() != null)
            .map(LongTailIT::word)
            .filter(Word.class::isInstance)
            .map(Word.class::cast)
            .filter(word -> word.source() == Source.IMAGES && word.factor().equals("thing"))
            .collect(Collectors.toMap(Word::value, word -> word, (before, after) -> after));
    return Math.rint(words.values().stream().mapToDouble(Word::support).sum());
  }

  private static WordsRecord word(TopicRecord record) {
    return Said.read(record, Topic.WORDS);
  }

  /** Labels of images that are sent now, nearly all right; answers about things. */
  private List<FactorLabel> labelled(RunTopics topics) {
    int before = images.sent();
    List<Outgoing> asked = new ArrayList<>();
    for (int n = 0; n < UNSEEN; n++) {
      asked.add(image(n, n % 2, false));
    }
    topics.send(Topic.IMAGES, asked);
    topics.await(Topic.LABELS, before + asked.size());
    List<FactorLabel> labels = new ArrayList<>();
    int right = 0;
    for (TopicRecord record : topics.all(Topic.LABELS, Isolation.READ_COMMITTED)) {
      Label label = Said.read(record, Topic.LABELS);
      int number = Integer.parseInt(label.id().substring(2));
      if (number >= before) {
        assertEquals(Source.IMAGES, label.source());
        FactorLabel answer = label.factors().get("thing");
        labels.add(answer);
        right += ("t" + (number - before)).equals(answer.label()) ? 1 : 0;
      }
    }
    assertEquals(asked.size(), labels.size());
    assertTrue(
        right > 0.95 * asked.size(),
        right + " of " + asked.size() + " are right: " + labels.get(0));
    return labels;
  }
}
