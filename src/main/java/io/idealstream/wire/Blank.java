package io.idealstream.wire;

/**
 * Whether a text says nothing: white space of any kind. To Java no-break spaces are none;
 * tokenizers pass over them all the same.
 */
public final class Blank {

  private Blank() {}

  public static boolean is(String text) {
    return text.codePoints().allMatch(point -> Character.isWhitespace(point) || isSpace(point));
  }

  /** NEXT LINE is white space to Unicode, and a control character to Java. */
  private static boolean isSpace(int point) {
    return Character.isSpaceChar(point) || point == '\u0085';
  }
}
