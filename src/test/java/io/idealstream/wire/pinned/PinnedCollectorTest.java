package io.idealstream.wire.pinned;

import static io.idealstream.wire.pinned.PinnedWords.head;
import static io.idealstream.wire.pinned.PinnedWords.word;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedCollectorTest {

  private final PinnedCollector collector = new PinnedCollector();
  private final Problems problems = new Problems();

  @Test
  void theLastRecordOfAKeyStands() {
    space(PinnedWords.space("birds"));
    words(word("birds", 1, "duck", 1), word("birds", 1, "owl", 1), head("birds", 1, 1));
    words(word("birds", 1, "duck", 2), head("birds", 1, 2));
    assertEquals(
        List.of(
            new PinnedSpace(
                PinnedWords.space("birds"),
                head("birds", 1, 2),
                List.of(word("birds", 1, "duck", 2), word("birds", 1, "owl", 1)))),
        collector.spaces(name -> true, problems));
    assertTrue(problems.none());
  }

  @Test
  void removedWordsAndThoseOfAnEarlierVersionOfTheSpaceAreLeftAside() {
    space(PinnedWords.space("birds"));
    words(word("birds", 1, "duck", 1), word("birds", 2, "owl", 4), head("birds", 2, 4));
    assertEquals(
        List.of(word("birds", 2, "owl", 4)),
        collector.spaces(name -> true, problems).get(0).words());
    collector.takeWords(record(Outgoing.removal(Keys.of(word("birds", 2, "owl", 4)))));
    assertEquals(List.of(), collector.spaces(name -> true, problems).get(0).words());
    collector.takeWords(record(Outgoing.removal("birds")));
    assertEquals(List.of(), collector.spaces(name -> true, problems));
    assertTrue(problems.none());
  }

  @Test
  void wordsThatDoNotBelongToTheDefinitionAreAProblemOfAWantedSpaceOnly() {
    space(PinnedWords.space("birds"));
    words(word("birds", 1, "goose", 1), head("birds", 1, 1));
    words(head("removed", 1, 1));
    space(PinnedWords.space("moving"));
    words(word("moving", 1, "duck", 9), head("moving", 1, 8));
    assertEquals(List.of(), collector.spaces(name -> false, problems));
    assertTrue(problems.none());
    assertEquals(List.of(), collector.spaces(name -> true, problems));
    assertEquals(3, problems.sentences().size(), problems.sentences().toString());
    assertTrue(problems.sentences().get(0).contains("earlier definition, which had bird/goose"));
    assertTrue(problems.sentences().get(1).contains("its words changed while they were read"));
    assertTrue(problems.sentences().get(2).contains("topic spaces has no such space any more"));
  }

  @Test
  void aSpaceThatCannotBeReadWasNeverInForce() {
    space(PinnedWords.space("birds"));
    collector.takeSpace(
        record(new Outgoing("birds".getBytes(UTF_8), "{\"space\":7}".getBytes(UTF_8), List.of())));
    words(head("birds", 1, 1));
    assertEquals(1, collector.spaces(name -> true, problems).size());
    collector.takeSpace(record(Outgoing.removal("birds")));
    assertEquals(0, collector.spaces(name -> true, problems).size());
  }

  @Test
  void wordsThatCannotBeReadEndTheExport() {
    TopicRecord broken =
        record(new Outgoing("birds".getBytes(UTF_8), "{}".getBytes(UTF_8), List.of()));
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> collector.takeWords(broken));
    assertTrue(refusal.getMessage().startsWith("topic-0@4: "), refusal.getMessage());
  }

  private void space(SpaceDefinition definition) {
    collector.takeSpace(record(PinnedWords.message(definition)));
  }

  private void words(WordsRecord... records) {
    for (WordsRecord each : records) {
      collector.takeWords(record(PinnedWords.message(each)));
    }
  }

  private static TopicRecord record(Outgoing message) {
    return new TopicRecord("topic", 0, 4, 0, message.key(), message.value(), message.headers());
  }
}
