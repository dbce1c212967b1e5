package io.idealstream.web.board;

/** Texts of strangers, as long as the page shows them. */
final class Texts {

  private Texts() {}

  /** The first characters of a text, never half a pair of surrogates. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  /** Bytes as Latin characters, with a dot for each that is none to print. */
  static String printable(byte[] bytes, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, most); i++) {
      int one = bytes[i] & 0xff;
      text.append(one >= ' ' && one <= '~' ? (char) one : '.');
    }
    return text.toString();
  }
}
