package io.idealstream.model.text;

import java.nio.charset.StandardCharsets;

/**
 * GPT-2's reversible map from bytes to printable characters: printable Latin-1 stays itself, the
 * other 68 byte values become the characters from U+0100 on, in order.
 */
final class ByteAlphabet {
  private static final char[] LETTER = letters();

  private ByteAlphabet() {}

  /** One character of the alphabet for each byte of the text's UTF-8 form. */
  static String spell(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder spelled = new StringBuilder(bytes.length);
    for (byte b : bytes) {
      spelled.append(LETTER[b & 0xff]);
    }
    return spelled.toString();
  }

  private static char[] letters() {
    char[] letters = new char[256];
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
      letters[b] = (char) (printable ? b : next++);
    }
    return letters;
  }
}
