package io.idealstream.wire.space;

import java.util.List;

/**
 * One wording of a value.
 *
 * @param words of the phrase, as {@link WordSequence} gives them; at least one
 */
record Phrase(String factor, String value, List<String> words) {

  /** Shortest word that has a plural: "a", "on" and "in" have none. */
  private static final int SHORTEST_NOUN = 3;

  /** Whether the phrase stands in a text's words from a position on, in singular or plural. */
  boolean standsAt(List<String> text, int position) {
    if (position + words.size() > text.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (!matches(words.get(i), text.get(position + i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String word, String seen) {
    return seen.equals(word) || inflections(word).contains(seen);
  }

  /** A word and its plurals: bird, birds; beach, beaches; city, cities. */
  static List<String> inflections(String word) {
    if (word.length() < SHORTEST_NOUN) {
      return List.of(word);
    }
    if (word.endsWith("y")) {
      return List.of(word, word + "s", word.substring(0, word.length() - 1) + "ies");
    }
    return List.of(word, word + "s", word + "es");
  }
}
