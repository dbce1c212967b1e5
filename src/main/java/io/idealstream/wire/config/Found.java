package io.idealstream.wire.config;

import java.util.List;
import java.util.Map;

/** Words for what stood where something else was expected. */
public final class Found {

  private static final int SHOWN_CHARACTERS = 40;

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

  private static String shortened(String text) {
    // by code points: half a surrogate pair could not be written as UTF-8
    if (text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "...";
  }
}
