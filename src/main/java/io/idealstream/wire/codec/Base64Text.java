package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.idealstream.wire.Unreadable;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes as base64 text (RFC 4648): of the standard or the URL-safe alphabet, with or without its
 * padding, and with white space anywhere, as encoders for mail break their lines.
 */
final class Base64Text {

  private static final int MAX_PADDING = 2;

  private Base64Text() {}

  static byte[] decode(String text, Place place) throws Unreadable {
    try {
      // what most send, at the JDK's pace
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException otherBase64) {
      return Base64.getDecoder().decode(standard(text, place));
    }
  }

  /** The digits alone, of the standard alphabet. */
  private static byte[] standard(String text, Place place) throws Unreadable {
    byte[] digits = text.getBytes(ISO_8859_1); // as many bytes as characters
    int length = 0;
    int padding = 0;
    int firstPadding = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '=') {
        firstPadding = padding == 0 ? i : firstPadding;
        padding++;
      } else if (!isSpace(character)) {
        if (padding > 0 || !isDigit(character)) {
          throw found(text, i, place);
        }
        digits[length++] = digit(character);
      }
    }
    if (padding > MAX_PADDING || (padding > 0 && (length + padding) % 4 != 0)) {
      throw found(text, firstPadding, place);
    }
    if (length % 4 == 1) {
      throw place.refused("expected base64, found " + length + " digits, which end within a byte");
    }
    return Arrays.copyOf(digits, length);
  }

  private static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  private static boolean isDigit(char character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || "+/-_".indexOf(character) >= 0;
  }

  private static byte digit(char character) {
    return (byte) (character == '-' ? '+' : character == '_' ? '/' : character);
  }

  private static Unreadable found(String text, int index, Place place) {
    int character = text.codePointAt(index);
    String shown =
        character > ' ' && character <= '~'
            ? '"' + Character.toString(character) + '"'
            : "U+%04X".formatted(character);
    return place.refused("expected base64, found " + shown + " as its character " + (index + 1));
  }
}
