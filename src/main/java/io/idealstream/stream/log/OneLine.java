package io.idealstream.stream.log;

import java.util.Locale;

/** Text of strangers on one line of a log. */
public final class OneLine {

  private static final int MAX_CHARACTERS = 300;
  private static final int BEGIN_CHARACTERS = 150;
  private static final String CUT = "...";

  private OneLine() {}

  /**
   * The text on a line. If it is too long its middle is left out: messages name the reason at the
   * end, after a path. What would begin a new line, move the cursor or turn the direction of
   * writing is shown as Java would escape it.
   */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    int read = append(text, 0, MAX_CHARACTERS, line);
    if (read == text.length()) {
      return line.toString();
    }
    line.setLength(0);
    append(text, 0, BEGIN_CHARACTERS, line);
    return line.append(CUT).append(end(text, MAX_CHARACTERS - line.length())).toString();
  }

  /** Appends as many characters as have room; gives the index of the first without. */
  private static int append(String text, int from, int room, StringBuilder line) {
    int end = line.length() + room;
    int i = from;
    while (i < text.length()) {
      int character = text.codePointAt(i);
      String shown = shown(character);
      if (line.length() + shown.length() > end) {
        break;
      }
      line.append(shown);
      i += Character.charCount(character);
    }
    return i;
  }

  private static String end(String text, int room) {
    int from = text.length();
    int left = room;
    while (from > 0) {
      int character = text.codePointBefore(from);
      left -= shown(character).length();
      if (left < 0) {
        break;
      }
      from -= Character.charCount(character);
    }
    StringBuilder end = new StringBuilder();
    append(text, from, room, end);
    return end.toString();
  }

  private static String shown(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> isVisible(character) ? Character.toString(character) : escaped(character);
    };
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String escaped(int character) {
    return String.format(Locale.ROOT, character > 0xffff ? "\\U%08x" : "\\u%04x", character);
  }
}
