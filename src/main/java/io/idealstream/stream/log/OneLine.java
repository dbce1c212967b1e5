package io.idealstream.stream.log;

import java.util.Locale;

/** Text of strangers on one line of a log. */
public final class OneLine {

  private static final int MAX_CHARACTERS = 300;
  private static final String CUT = "...";

  private OneLine() {}

  /**
   * The text, cut to a line. What would begin a new line, move the cursor or turn the direction of
   * writing is shown as Java would escape it.
   */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      String shown = shown(character);
      if (line.length() + shown.length() > MAX_CHARACTERS) {
        return line.append(CUT).toString();
      }
      line.append(shown);
      i += Character.charCount(character);
    }
    return line.toString();
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
