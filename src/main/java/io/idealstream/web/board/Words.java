package io.idealstream.web.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Keys;
import io.idealstream.wire.Source;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.pinned.PinnedSpace;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of all spaces, as topic {@code words} holds them, bounded in bytes. */
final class Words {

  private static final long MOST_BYTES = 64L << 20;

  private final Map<String, SpaceWords> spaces = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Spaces definitions;
  private long bytes;
  private long leftOut;
  private String model;
  private long published;

  Words(Spaces definitions) {
    this.definitions = definitions;
  }

  /** Takes a record; a head puts the words that came before it in force. */
  void note(WordsRecord record, long timestampMillis) {
    if (record instanceof Word word) {
      take(word);
      return;
    }
    WordsHead head = (WordsHead) record;
    SpaceWords space = spaces.computeIfAbsent(head.space(), unseen -> new SpaceWords());
    space.publish(head, labelling(head, space));
    model = head.model();
    published = Math.max(published, timestampMillis);
    changed.add(head.space());
  }

  private void take(Word word) {
    SpaceWords space = spaces.computeIfAbsent(word.space(), unseen -> new SpaceWords());
    if (bytes >= MOST_BYTES && !space.words().stream().anyMatch(one -> sameKey(one, word))) {
      leftOut++;
      return;
    }
    bytes += space.put(word);
  }

  private static boolean sameKey(Word one, Word other) {
    return Keys.of(one).equals(Keys.of(other));
  }

  /** Takes the removal of a word, or of a space's head. */
  void remove(byte[] key) {
    String name = key == null ? "" : new String(key, UTF_8);
    int end = name.indexOf('/');
    String owner = end < 0 ? name : name.substring(0, end);
    SpaceWords space = spaces.get(owner);
    if (space == null) {
      return;
    }
    if (end >= 0) {
      bytes += space.remove(name);
    } else {
      space.words().forEach(word -> bytes -= 200 + 8L * word.vector().length);
      spaces.remove(owner);
      changed.remove(owner);
    }
  }

  private Source labelling(WordsHead head, SpaceWords space) {
    SpaceDefinition definition = definitions.get(head.space());
    return definition == null
        ? Source.PROMPTS
        : new PinnedSpace(definition, head, List.copyOf(space.words())).labelling();
  }

  /** A word as it stands, over all feeds; of the source that labels where none is named. */
  Optional<Word> get(String space, Source source, String factor, String value) {
    SpaceWords of = spaces.get(space);
    if (of == null || of.head() == null) {
      return Optional.empty();
    }
    Source from = source == null ? of.source() : source;
    return of.words().stream()
        .filter(
            word ->
                word.source() == from
                    && word.feed().equals(Word.EVERY_FEED)
                    && word.factor().equals(factor)
                    && word.value().equals(value))
        .findFirst();
  }

  /** Model of the words that were published last; null before. */
  String model() {
    return model;
  }

  /** Milliseconds since 1970 at which words were published last; 0 before. */
  long published() {
    return published;
  }

  /** Words that there was no room for. */
  long leftOut() {
    return leftOut;
  }

  /** By space. */
  Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    spaces.forEach(
        (name, words) -> {
          if (words.head() != null) {
            view.put(name, words.view());
          }
        });
    return view;
  }

  /** Spaces whose words changed since the last call, some at a time. */
  List<Map<String, Object>> takeChanged(int most) {
    List<Map<String, Object>> views = new ArrayList<>();
    for (String name : changed.stream().limit(most).toList()) {
      changed.remove(name);
      views.add(spaces.get(name).view());
    }
    return views;
  }
}
