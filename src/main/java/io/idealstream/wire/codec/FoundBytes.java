package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Found;
import java.util.HexFormat;

/** Words for bytes that stood where a text was expected. */
final class FoundBytes {

  private static final int SHOWN_BYTES = 16;

  private FoundBytes() {}

  /** The text in quotes, or the first bytes where they are none. */
  static String describe(byte[] bytes) {
    try {
      String text = JsonTree.utf8(bytes);
      if (text.chars().noneMatch(Character::isISOControl)) {
        return Found.describe(text);
      }
    } catch (Unreadable noText) {
      // shown as bytes
    }
    int shown = Math.min(bytes.length, SHOWN_BYTES);
    return "bytes that are no text ("
        + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown)
        + (shown < bytes.length ? " ...)" : ")");
  }
}
