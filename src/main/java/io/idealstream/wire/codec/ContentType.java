package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;

/**
 * What a header {@code content-type} says, as far as it matters here.
 *
 * @param type such as {@code image/png}, in lower case; empty where the header names none
 * @param charset value of the first parameter of this name, without quotes; null for none
 */
record ContentType(String type, String charset) {

  private static final Set<String> ANY_BYTES =
      Set.of("", "application/octet-stream", "binary/octet-stream");
  private static final Set<String> JSON = Set.of("application/json", "text/json");
  private static final Set<String> AVRO =
      Set.of(Encoding.AVRO.contentType(), "avro/binary", "application/x-avro");

  static ContentType of(byte[] header) {
    String text = new String(header, UTF_8);
    int end = endOfPart(text, 0);
    String type = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
    while (end < text.length()) {
      int start = end + 1;
      end = endOfPart(text, start);
      String parameter = text.substring(start, end);
      int equals = parameter.indexOf('=');
      if (equals >= 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
        return new ContentType(type, unquoted(parameter.substring(equals + 1).strip()));
      }
    }
    return new ContentType(type, null);
  }

  /** Where the next semicolon stands outside double quotes, or the text ends. */
  private static int endOfPart(String text, int start) {
    boolean quoted = false;
    int i = start;
    while (i < text.length() && (quoted || text.charAt(i) != ';')) {
      char character = text.charAt(i);
      if (quoted && character == '\\') {
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      }
      i++;
    }
    return Math.min(i, text.length());
  }

  /** Single quotes are no quotes by the standard, but many write them. */
  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && value.charAt(0) == value.charAt(last)
            && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    return quoted ? value.substring(1, last) : value;
  }

  /** Whether it leaves open what the bytes are. */
  boolean isAnyBytes() {
    return ANY_BYTES.contains(type);
  }

  boolean isPicture() {
    return type.startsWith("image/");
  }

  /** The encoding it stands for; null for an image or none of ours. */
  Encoding encoding() {
    if (JSON.contains(type) || type.endsWith("+json")) {
      return Encoding.JSON;
    }
    return AVRO.contains(type) ? Encoding.AVRO : null;
  }

  /** Whether a text of this type is read as what it is: JSON is UTF-8, and ASCII a part of it. */
  boolean isUtf8() {
    if (charset == null || charset.equalsIgnoreCase("binary")) { // as "file --mime" prints
      return true;
    }
    try {
      Charset named = Charset.forName(charset);
      return named.equals(UTF_8) || named.equals(US_ASCII);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }
}
