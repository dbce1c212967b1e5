package io.idealstream.estimate.words;

import io.idealstream.math.FactorSpace;
import io.idealstream.wire.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the words of a space that have changed for queries: those over all feeds. */
public final class ChangedWords {

  /**
   * @param vector [dimension]; null where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Change(long version, double[] vector) {}

  private final String space;
  private final Map<String, Change> changes = new LinkedHashMap<>();

  public ChangedWords(String space) {
    this.space = space;
  }

  /**
   * What an edition changes.
   *
   * @param left what the space is made of now
   */
  public static ChangedWords of(String space, Edition edition, FactorSpace left) {
    ChangedWords changed = new ChangedWords(space);
    edition
        .changes()
        .forEach(
            (key, entry) ->
                entry.ifPresentOrElse(
                    there -> changed.put(there.word()), () -> changed.remove(key, left)));
    return changed;
  }

  public void put(Word word) {
    if (word.feed().equals(Word.EVERY_FEED)) {
      put(word.source().code(), word.factor(), word.value(), word.version(), word.vector());
    }
  }

  private void put(String source, String factor, String value, long version, double[] vector) {
    changes.put(NamedVectors.word(space, source, factor, value), new Change(version, vector));
  }

  /**
   * A word that was taken from its topic.
   *
   * @param key of the word
   * @param left what the space is made of now; null where it is gone
   */
  public void remove(String key, FactorSpace left) {
    String[] parts = key.split("/", 5); // as Keys.word joins them
    if (parts[1].equals(Word.EVERY_FEED)) {
      boolean open = left != null && has(left, parts[3], parts[4]);
      put(parts[2], parts[3], parts[4], open ? NamedVectors.OPEN : NamedVectors.GONE, null);
    }
  }

  private static boolean has(FactorSpace space, String factor, String value) {
    for (int i = 0; i < space.factors(); i++) {
      if (space.factor(i).name().equals(factor)) {
        return space.factor(i).values().contains(value);
      }
    }
    return false;
  }

  /**
   * The change as an event.
   *
   * @param labelling code of the source that labels; null where the space is gone
   */
  public NamedVectors event(String labelling, String model) {
    List<String> names = new ArrayList<>(changes.keySet());
    int dimension =
        changes.values().stream()
            .filter(change -> change.vector() != null)
            .mapToInt(change -> change.vector().length)
            .findAny()
            .orElse(0);
    long[] versions = new long[names.size()];
    float[] vectors = new float[names.size() * dimension];
    int at = 0;
    for (Change change : changes.values()) {
      versions[at] = change.version();
      for (int j = 0; change.vector() != null && j < dimension; j++) {
        vectors[at * dimension + j] = (float) change.vector()[j];
      }
      at++;
    }
    return new NamedVectors(NamedVectors.space(space), labelling, model, names, versions, vectors);
  }
}
