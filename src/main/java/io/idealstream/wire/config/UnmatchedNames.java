package io.idealstream.wire.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that a join by name did not find, counted, each with the known name that was probably
 * meant. Mutable.
 */
public final class UnmatchedNames {

  private static final int SHOWN = 10;

  /** Lists of others may be long, and every name in them wrong. */
  private static final int HELD = 10_000;

  private final String one;
  private final String several;
  private final String what;
  private final Collection<String> known;
  private final Map<String, Long> counts = new HashMap<>();
  private long unheld;

  /**
   * @param one of those that bear the names, such as {@code picture}
   * @param several of them, such as {@code pictures}
   * @param what the names are of, such as a factor
   * @param known names that are found
   */
  public UnmatchedNames(String one, String several, String what, Collection<String> known) {
    this.one = one;
    this.several = several;
    this.what = what;
    this.known = List.copyOf(known);
  }

  /** Counts a name that was not found. */
  public void count(String name) {
    if (counts.size() < HELD || counts.containsKey(name)) {
      counts.merge(name, 1L, Long::sum);
    } else {
      unheld++;
    }
  }

  /** One for each of the most frequent names, and how many bear others; none if all were found. */
  public List<String> sentences() {
    List<Map.Entry<String, Long>> names = new ArrayList<>(counts.entrySet());
    names.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<String> sentences = new ArrayList<>();
    long others = unheld;
    for (Map.Entry<String, Long> name : names) {
      if (sentences.size() < SHOWN) {
        sentences.add(sentence(name.getKey(), name.getValue()));
      } else {
        others += name.getValue();
      }
    }
    if (others > 0) {
      sentences.add(
          others == 1
              ? "and 1 more %s has another unknown name of %s".formatted(one, what)
              : "and %d more %s have other unknown names of %s".formatted(others, several, what));
    }
    return sentences;
  }

  private String sentence(String name, long times) {
    String hint =
        Spelling.closest(name, known)
            .map(close -> "did you mean " + close + "?")
            .orElse("expected " + Found.brief(known));
    return "%s with %s %s, an unknown name; %s"
        .formatted(Count.of(times, one, several), what, Found.describe(name), hint);
  }
}
