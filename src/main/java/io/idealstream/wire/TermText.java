package io.idealstream.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terms as people write them, with an optional scale behind an {@code @}:
 *
 * <pre>
 *   text:a shirt                    word:clothes/item/shirt         concept:my-shirt@1.5
 *   text:a shirt@-0.5               word(images):birds/bird/owl     concept(average):my-shirt
 * </pre>
 *
 * A text that itself ends like a scale is followed by {@code @1}.
 */
public final class TermText {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<kind>text|word|concept)(?:\\((?<option>[a-z]+)\\))?:(?<name>.+?)"
              + "(?:@(?<scale>[-+]?[0-9]+(?:\\.[0-9]+)?))?",
          Pattern.DOTALL);

  private TermText() {}

  /** A term without its scale. */
  public static String of(Term term) {
    if (term.word() != null) {
      return kind("word", term.source()) + term.word();
    }
    if (term.concept() != null) {
      return kind("concept", term.mean()) + term.concept();
    }
    return ofText(term.text());
  }

  /** A text as a term. */
  public static String ofText(String text) {
    return "text:" + text;
  }

  private static String kind(String kind, Coded option) {
    return option == null ? kind + ":" : "%s(%s):".formatted(kind, option.code());
  }

  /**
   * The term that a text says.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static Term parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected text:..., word:SPACE/FACTOR/VALUE or concept:NAME, each with @SCALE or not,"
              + " found \"%s\"".formatted(text));
    }
    String name = form.group("name");
    String option = form.group("option");
    Double scale = form.group("scale") == null ? null : Double.valueOf(form.group("scale"));
    return switch (form.group("kind")) {
      case "word" -> new Term(null, name, named(option, Source.values()), null, scale, null);
      case "concept" ->
          new Term(null, null, null, name, scale, named(option, ConceptMean.values()));
      default -> {
        if (option != null) {
          throw new IllegalArgumentException("a text takes no (%s)".formatted(option));
        }
        yield new Term(name, null, null, null, scale, null);
      }
    };
  }

  private static <T extends Coded> T named(String code, T[] all) {
    if (code == null) {
      return null;
    }
    Optional<T> found = Arrays.stream(all).filter(one -> one.code().equals(code)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "expected one of %s, found (%s)"
                    .formatted(
                        String.join(", ", Arrays.stream(all).map(Coded::code).toList()), code)));
  }
}
