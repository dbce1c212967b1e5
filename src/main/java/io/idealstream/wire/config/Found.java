package io.idealstream.wire.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words for what stood where something else was expected. */
public final class Found {

  private static final int SHOWN_CHARACTERS = 40;
  private static final int SHOWN_NAMES = 8;

  private Found() {}

  /** A short description of a plain value: the text in quotes, the number, "a list", "nothing". */
  public static String describe(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "an empty list" : "a list";
    }
    if (value.getClass().isArray()) {
      return "a list";
    }
    if (value instanceof String text) {
      return '"' + shortened(text) + '"';
    }
    return value.toString();
  }

  /** The first names, and how many more there are; those of others are shortened. */
  public static String brief(Collection<String> names) {
    String first =
        names.stream().limit(SHOWN_NAMES).map(Found::shortened).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String shortened(String text) {
    // by code points: half a surrogate pair could not be written as UTF-8
    if (text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "...";
  }
}
