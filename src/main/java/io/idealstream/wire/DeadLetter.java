package io.idealstream.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A record that could not be used: its bytes, where it came from and why.
 *
 * <p>The original headers are kept under {@code source-header.NAME}, as far as {@value
 * #MAX_SOURCE_HEADER_BYTES} bytes go, so that a mended record can be sent again.
 */
public final class DeadLetter {

  public static final String SOURCE_TOPIC = "source-topic";
  public static final String SOURCE_PARTITION = "source-partition";
  public static final String SOURCE_OFFSET = "source-offset";
  public static final String SOURCE_TIMESTAMP = "source-timestamp";
  public static final String REASON = "reason";
  public static final String DETAIL = "detail";
  public static final String LENGTH = "length";
  public static final String SHA256 = "sha256";
  public static final String SOURCE_HEADER_PREFIX = "source-header.";

  static final int MAX_SOURCE_HEADER_BYTES = 4096;
  static final int MAX_DETAIL_CHARACTERS = 1000;

  private DeadLetter() {}

  /**
   * The dead letter of a record. Length and SHA-256 are those of the whole value.
   *
   * @param maxBytes the value is cut to this length, and so is the key
   */
  public static Outgoing of(TopicRecord record, Unreadable why, int maxBytes) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    List<Header> headers = new ArrayList<>();
    headers.add(Header.of(SOURCE_TOPIC, record.topic()));
    headers.add(Header.of(SOURCE_PARTITION, Integer.toString(record.partition())));
    headers.add(Header.of(SOURCE_OFFSET, Long.toString(record.offset())));
    headers.add(
        Header.of(SOURCE_TIMESTAMP, Instant.ofEpochMilli(record.timestampMillis()).toString()));
    headers.add(Header.of(REASON, why.reason().code()));
    headers.add(Header.of(DETAIL, shortened(why.getMessage())));
    headers.add(Header.of(LENGTH, Integer.toString(value.length)));
    headers.add(Header.of(SHA256, sha256(value)));
    addSourceHeaders(record, headers);
    return new Outgoing(cut(record.key(), maxBytes), cut(record.value(), maxBytes), headers);
  }

  private static void addSourceHeaders(TopicRecord record, List<Header> headers) {
    long left = MAX_SOURCE_HEADER_BYTES;
    for (Header header : record.headers()) {
      int length = header.value() == null ? 0 : header.value().length;
      left -= header.name().length() + length;
      if (left < 0) {
        return;
      }
      headers.add(new Header(SOURCE_HEADER_PREFIX + header.name(), header.value()));
    }
  }

  private static String shortened(String detail) {
    if (detail.length() <= MAX_DETAIL_CHARACTERS) {
      return detail;
    }
    // never between the halves of a surrogate pair
    int end =
        Character.isHighSurrogate(detail.charAt(MAX_DETAIL_CHARACTERS - 1))
            ? MAX_DETAIL_CHARACTERS - 1
            : MAX_DETAIL_CHARACTERS;
    return detail.substring(0, end) + "...";
  }

  private static byte[] cut(byte[] bytes, int maxBytes) {
    return bytes == null || bytes.length <= maxBytes ? bytes : Arrays.copyOf(bytes, maxBytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
