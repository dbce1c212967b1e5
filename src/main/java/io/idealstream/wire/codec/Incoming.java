package io.idealstream.wire.codec;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Found;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a message's value is: its content type says so, or else its first bytes. */
final class Incoming {

  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  private Incoming() {}

  /** Null where the message has no content type, or one that leaves open what its bytes are. */
  private static ContentType contentType(TopicRecord record) {
    byte[] header = record.header(Header.CONTENT_TYPE);
    if (header == null) {
      return null;
    }
    ContentType type = ContentType.of(header);
    return type.isAnyBytes() ? null : type;
  }

  /** Whether the value is an encoded picture rather than an envelope. */
  static boolean isPicture(TopicRecord record) {
    ContentType contentType = contentType(record);
    return contentType == null ? looksLikePicture(record.value()) : contentType.isPicture();
  }

  /** The fields of a message's value. */
  static Map<String, Object> fields(TopicRecord record, Topic<?> topic) throws Unreadable {
    Encoding encoding = encoding(record);
    RegistryFrame.refuse(record.value());
    return fields(record.value(), encoding, topic);
  }

  private static Encoding encoding(TopicRecord record) throws Unreadable {
    ContentType contentType = contentType(record);
    if (contentType == null) {
      return startsLikeAvro(record.value()) ? Encoding.AVRO : Encoding.JSON;
    }
    Encoding encoding = contentType.encoding();
    if (encoding == null) {
      throw refused(
          record,
          "is unknown here; expected application/json or application/avro, or image/* on topic"
              + " images");
    }
    if (encoding == Encoding.JSON && !contentType.isUtf8()) {
      throw refused(record, "names a charset that JSON is not read in; expected utf-8");
    }
    return encoding;
  }

  static Map<String, Object> fields(byte[] value, Encoding encoding, Topic<?> topic)
      throws Unreadable {
    Object tree =
        encoding == Encoding.AVRO ? TopicSchema.of(topic).read(value) : JsonTree.read(value);
    return Place.root().object(tree);
  }

  private static boolean looksLikePicture(byte[] value) {
    return !startsLikeAvro(value) && !startsLikeJson(value) && !RegistryFrame.startsWith(value);
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

  private static Unreadable refused(TopicRecord record, String why) {
    String text = new String(record.header(Header.CONTENT_TYPE), StandardCharsets.UTF_8);
    return new Unreadable(
        Reason.UNKNOWN_CONTENT_TYPE, "content type " + Found.describe(text) + ' ' + why);
  }
}
