package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Header;
import io.idealstream.wire.TopicRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Messages for tests, received at one fixed time. */
final class Messages {

  static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");

  private Messages() {}

  static TopicRecord of(String value, String... headers) {
    return of(value.getBytes(UTF_8), headers);
  }

  /**
   * A message without a key.
   *
   * @param headers each {@code name=value}
   */
  static TopicRecord of(byte[] value, String... headers) {
    return keyed(null, value, headers);
  }

  static TopicRecord keyed(String key, byte[] value, String... headers) {
    List<Header> parsed = Stream.of(headers).map(Messages::header).toList();
    return new TopicRecord(
        "idealstream.test",
        3,
        17,
        RECEIVED.toEpochMilli(),
        key == null ? null : key.getBytes(UTF_8),
        value,
        parsed);
  }

  private static Header header(String text) {
    int equals = text.indexOf('=');
    return Header.of(text.substring(0, equals), text.substring(equals + 1));
  }
}
