package io.idealstream.drift;

import java.util.List;
import java.util.Locale;

/** What a space file would need to know a new value: YAML to look over and paste. */
public final class Snippet {

  private static final int INDENT = 2;

  private Snippet() {}

  /**
   * A value for a factor, named after the nearest text.
   *
   * @param factor that gets it
   * @param terms texts nearest to the shift, the heaviest first; at least one
   */
  public static String of(String factor, List<Vocabulary.Term> terms) {
    List<String> phrases = terms.stream().map(term -> "\"" + quoted(term.text()) + "\"").toList();
    return String.join(
        "\n",
        "factors:",
        " ".repeat(INDENT) + "\"" + quoted(factor) + "\":",
        " ".repeat(2 * INDENT) + "values:",
        " ".repeat(3 * INDENT)
            + name(terms.get(0).text())
            + ": ["
            + String.join(", ", phrases)
            + "]",
        "");
  }

  /** Letters and digits, joined by hyphens: plain YAML. */
  private static String name(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    String plain = name.replaceAll("^-+|-+$", "");
    return plain.matches("\\p{L}.*") ? plain : "new-" + plain;
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }
}
