package io.idealstream.wire.pinned;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.SpaceChange;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.codec.SpaceReader;
import io.idealstream.wire.codec.Topic;
import io.idealstream.wire.config.Problems;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What stands in topics {@code spaces} and {@code words} once all their records were taken. */
public final class PinnedCollector {

  private final SpaceReader reader = new SpaceReader();
  private final Map<String, SpaceDefinition> definitions = new TreeMap<>();
  private final Map<String, WordsRecord> words = new TreeMap<>();

  /** Takes a record of topic {@code spaces}; one that cannot be read never was in force. */
  public void takeSpace(TopicRecord record) {
    try {
      SpaceChange change = reader.read(record);
      if (change.definition() == null) {
        definitions.remove(change.space());
      } else {
        definitions.put(change.space(), change.definition());
      }
    } catch (Unreadable passedOver) {
      // the job answered it by a status and went on with what it had
    }
  }

  /**
   * Takes a record of topic {@code words}.
   *
   * @throws IllegalStateException naming the record if it is none of ours
   */
  public void takeWords(TopicRecord record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (record.value() == null) {
      words.remove(key);
      return;
    }
    try {
      words.put(key, Topic.WORDS.decode(record));
    } catch (Unreadable why) {
      throw new IllegalStateException(record + ": " + why.getMessage(), why);
    }
  }

  /**
   * The wanted spaces that have words, by name. Words of an earlier space version or another model
   * than the head's are on their way out and left aside.
   *
   * @param problems hears of spaces whose definition and words do not belong together
   */
  public List<PinnedSpace> spaces(Predicate<String> wanted, Problems problems) {
    List<PinnedSpace> spaces = new ArrayList<>();
    for (WordsRecord record : words.values()) {
      if (record instanceof WordsHead head && wanted.test(head.space())) {
        PinnedSpace space = new PinnedSpace(definitions.get(head.space()), head, wordsOf(head));
        int before = problems.sentences().size();
        check(space, problems);
        if (problems.sentences().size() == before) {
          spaces.add(space);
        }
      }
    }
    return spaces;
  }

  private List<Word> wordsOf(WordsHead head) {
    List<Word> found = new ArrayList<>();
    for (WordsRecord record : words.values()) {
      if (record instanceof Word word
          && word.space().equals(head.space())
          && word.spaceVersion() == head.spaceVersion()
          && word.model().equals(head.model())) {
        found.add(word);
      }
    }
    return found;
  }

  private static void check(PinnedSpace space, Problems problems) {
    String name = space.head().space();
    if (space.definition() == null) {
      problems.note(name, "there are words, but topic spaces has no such space any more");
      return;
    }
    for (Word word : space.words()) {
      if (word.version() > space.head().version()) {
        problems.note(name, "its words changed while they were read; try again");
        return;
      }
      var factor = space.definition().factors().get(word.factor());
      if (factor == null || !factor.values().containsKey(word.value())) {
        problems.note(
            name,
            "its words are of an earlier definition, which had %s/%s; try again once the job has"
                    .formatted(word.factor(), word.value())
                + " published the new one's");
        return;
      }
    }
  }
}
