package io.idealstream.wire.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A prompt with placeholders, such as {@code a photo of a {bird} {place}}.
 *
 * <p>Split once: the prompt is {@code literals[0] phrase[0] literals[1] phrase[1] ... literals[n]}.
 */
final class Template {

  private final List<String> literals;
  private final List<String> placeholders;

  private Template(List<String> literals, List<String> placeholders) {
    this.literals = List.copyOf(literals);
    this.placeholders = List.copyOf(placeholders);
  }

  /**
   * Finds the placeholders.
   *
   * @throws IllegalArgumentException with a sentence, if a brace has no partner
   */
  static Template parse(String text) {
    List<String> literals = new ArrayList<>();
    List<String> placeholders = new ArrayList<>();
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("\"" + text + "\" has a { without a }");
      }
      literals.add(text.substring(from, open));
      placeholders.add(text.substring(open + 1, close));
      from = close + 1;
    }
    literals.add(text.substring(from));
    if (literals.stream().anyMatch(literal -> literal.indexOf('}') >= 0)) {
      throw new IllegalArgumentException("\"" + text + "\" has a } without a {");
    }
    return new Template(literals, placeholders);
  }

  List<String> placeholders() {
    return placeholders;
  }

  /**
   * The prompt.
   *
   * @param phrases placeholder to the phrase that takes its place
   */
  String fill(Map<String, String> phrases) {
    StringBuilder prompt = new StringBuilder(literals.get(0));
    for (int i = 0; i < placeholders.size(); i++) {
      prompt.append(phrases.get(placeholders.get(i))).append(literals.get(i + 1));
    }
    return prompt.toString();
  }
}
