package io.idealstream.wire.codec;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Reason;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What a message's value is: its content type says so, or else its first bytes. */
final class Incoming {

  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  private Incoming() {}

  /** The content type without its parameters, in lower case; null where the message has none. */
  static String contentType(TopicRecord record) throws Unreadable {
    byte[] header = record.header(Header.CONTENT_TYPE);
    if (header == null || header.length == 0) {
      return null;
    }
    String text = new String(header, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    int parameters = text.indexOf(';');
    if (parameters >= 0) {
      checkCharset(text, text.substring(parameters));
      text = text.substring(0, parameters);
    }
    return text.strip();
  }

  private static void checkCharset(String contentType, String parameters) throws Unreadable {
    int charset = parameters.indexOf("charset=");
    if (charset >= 0) {
      String name = parameters.substring(charset + "charset=".length()).replace("\"", "");
      if (!name.startsWith("utf-8") && !name.startsWith("us-ascii")) {
        throw unknown(contentType);
      }
    }
  }

  /** The encoding a content type stands for, or null for an image or none of ours. */
  private static Encoding encoding(String contentType) {
    if (contentType.equals("application/json")
        || contentType.equals("text/json")
        || contentType.endsWith("+json")) {
      return Encoding.JSON;
    }
    if (contentType.equals(Encoding.AVRO.contentType()) || contentType.equals("avro/binary")) {
      return Encoding.AVRO;
    }
    return null;
  }

  /** Whether the value is an encoded picture rather than an envelope. */
  static boolean isPicture(TopicRecord record) throws Unreadable {
    String contentType = contentType(record);
    if (contentType == null) {
      return !startsLikeAvro(record.value()) && !startsLikeJson(record.value());
    }
    return contentType.startsWith("image/");
  }

  /** The fields of a message's value. */
  static Map<String, Object> fields(TopicRecord record, Topic topic) throws Unreadable {
    String contentType = contentType(record);
    Encoding encoding;
    if (contentType == null) {
      encoding = startsLikeAvro(record.value()) ? Encoding.AVRO : Encoding.JSON;
    } else {
      encoding = encoding(contentType);
    }
    if (encoding == null) {
      throw unknown(contentType);
    }
    return fields(record.value(), encoding, topic);
  }

  static Map<String, Object> fields(byte[] value, Encoding encoding, Topic topic)
      throws Unreadable {
    Object tree =
        encoding == Encoding.AVRO ? TopicSchema.of(topic).read(value) : JsonTree.read(value);
    return Place.root().object(tree);
  }

  static boolean startsLikeAvro(byte[] value) {
    return value.length >= MARKER.length && value[0] == MARKER[0] && value[1] == MARKER[1];
  }

  private static boolean startsLikeJson(byte[] value) {
    int at = startsWithByteOrderMark(value) ? 3 : 0;
    while (at < value.length && (value[at] == ' ' || (value[at] >= '\t' && value[at] <= '\r'))) {
      at++;
    }
    return at < value.length && (value[at] == '{' || value[at] == '[');
  }

  private static boolean startsWithByteOrderMark(byte[] value) {
    return value.length >= 3
        && value[0] == (byte) 0xEF
        && value[1] == (byte) 0xBB
        && value[2] == (byte) 0xBF;
  }

  private static Unreadable unknown(String contentType) {
    return new Unreadable(
        Reason.UNKNOWN_CONTENT_TYPE,
        "content type \""
            + (contentType.length() > 80 ? contentType.substring(0, 80) + "..." : contentType)
            + "\" is unknown here; expected application/json or application/avro, or image/* on"
            + " topic images");
  }
}
