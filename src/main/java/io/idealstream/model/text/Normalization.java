package io.idealstream.model.text;

import io.idealstream.model.ModelJson;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code normalizer} of a {@code tokenizer.json}. */
final class Normalization {
  private Normalization() {}

  static UnaryOperator<String> parse(ModelJson normalizer) {
    return switch (normalizer.get("type").text()) {
      case "Sequence" -> sequence(normalizer.get("normalizers"));
      case "NFC" -> text -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case "NFKC" -> text -> Normalizer.normalize(text, Normalizer.Form.NFKC);
      case "Lowercase" -> Normalization::lowerCase;
      case "Replace" -> replace(normalizer);
      default -> throw normalizer.get("type").refuse("Sequence, NFC, NFKC, Lowercase or Replace");
    };
  }

  private static UnaryOperator<String> sequence(ModelJson steps) {
    UnaryOperator<String> all = text -> text;
    for (ModelJson step : steps.elements()) {
      UnaryOperator<String> before = all;
      UnaryOperator<String> then = parse(step);
      all = text -> then.apply(before.apply(text));
    }
    return all;
  }

  private static UnaryOperator<String> replace(ModelJson normalizer) {
    ModelJson pattern = normalizer.get("pattern");
    String content = Matcher.quoteReplacement(normalizer.get("content").text());
    Pattern compiled =
        pattern.has("Regex")
            ? compile(pattern.get("Regex"))
            : Pattern.compile(Pattern.quote(pattern.get("String").text()));
    return text -> compiled.matcher(text).replaceAll(content);
  }

  /** Character by character, so that a final sigma is a sigma, as in the reference. */
  private static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> lower.append(Character.toString(point).toLowerCase(Locale.ROOT)));
    return lower.toString();
  }

  /** {@code \s} is Unicode white space in the reference's regular expressions. */
  static Pattern compile(ModelJson regex) {
    try {
      return Pattern.compile(regex.text(), Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw regex.refuse("a regular expression that Java understands (" + e.getDescription() + ")");
    }
  }
}
