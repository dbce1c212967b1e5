package io.idealstream.policy;

import dev.cel.common.values.NullValue;
import io.idealstream.wire.config.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A text for people with expressions in braces; doubled braces stand for themselves. */
final class Template {

  static final int LONGEST = 1_000;
  static final int MOST_PLACES = 16;
  static final int LONGEST_FILLED = 2_000;

  private static final int DECIMALS = 4;
  private static final String UNKNOWN = "?";

  /**
   * A text, and then an expression's value.
   *
   * @param expression null behind the last text
   */
  private record Part(String text, Expression expression) {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /** The template of a text; what is wrong is noted. */
  static Template read(String path, String text, ExpressionReader expressions, Problems problems) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char here = text.charAt(at);
      boolean twice = at + 1 < text.length() && text.charAt(at + 1) == here;
      if ((here == '{' || here == '}') && twice) {
        plain.append(here);
        at += 2;
      } else if (here == '}') {
        problems.note(path, "a } alone ends nothing; }} stands for one");
        at++;
      } else if (here == '{') {
        int end = text.indexOf('}', at);
        if (end < 0) {
          problems.note(path, "expected a } behind every {, found none");
          break;
        }
        String inside = text.substring(at + 1, end);
        parts.add(new Part(plain.toString(), expressions.any(path + " {" + inside + "}", inside)));
        plain.setLength(0);
        at = end + 1;
      } else {
        plain.append(here);
        at++;
      }
    }
    if (parts.size() > MOST_PLACES) {
      problems.note(
          path,
          "expected at most " + MOST_PLACES + " expressions in braces, found " + parts.size());
    }
    parts.add(new Part(plain.toString(), null));
    return new Template(parts);
  }

  List<Expression> expressions() {
    return parts.stream().map(Part::expression).filter(expression -> expression != null).toList();
  }

  /**
   * The text with its values, cut where it gets too long.
   *
   * @param problems take a sentence for each value there is none of; {@code ?} stands for it
   */
  String filled(Situation situation, Collection<String> problems) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.text);
      if (part.expression != null) {
        try {
          text.append(written(part.expression.value(situation)));
        } catch (NoValue why) {
          text.append(UNKNOWN);
          problems.add("reason.text {" + part.expression.text() + "}: " + why.getMessage());
        }
      }
    }
    return shortened(text.toString());
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_FILLED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_FILLED - 3)) + "...";
  }

  /** As people read it: numbers to four decimals, lists with commas. */
  static String written(Object value) {
    if (value == null || value instanceof NullValue) {
      return "none";
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      BigDecimal rounded = BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Template::written).collect(Collectors.joining(", "));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> written(entry.getKey()) + " " + written(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return value.toString();
  }
}
