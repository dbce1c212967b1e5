package io.idealstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Messages for tests, received at one fixed time. */
public final class Messages {
  public static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");

  private Messages() {}

  /**
   * A message without a key.
   *
   * @param headers each {@code name=value}
   */
  public static TopicRecord of(String value, String... headers) {
    return of(value.getBytes(UTF_8), headers);
  }

  public static TopicRecord of(byte[] value, String... headers) {
    return keyed(null, value, headers);
  }

  public static TopicRecord keyed(String key, byte[] value, String... headers) {
    return new TopicRecord(
        "idealstream.test",
        3,
        17,
        RECEIVED.toEpochMilli(),
        key == null ? null : key.getBytes(UTF_8),
        value,
        Stream.of(headers).map(Messages::header).toList());
  }

  /** The same message at another place of its partition. */
  public static TopicRecord at(long offset, TopicRecord message) {
    return new TopicRecord(
        message.topic(),
        message.partition(),
        offset,
        message.timestampMillis(),
        message.key(),
        message.value(),
        message.headers());
  }

  /** The text of a message's header. */
  public static String header(Outgoing message, String name) {
    List<Header> found =
        message.headers().stream().filter(header -> header.name().equals(name)).toList();
    return found.isEmpty() ? null : new String(found.get(0).value(), UTF_8);
  }

  private static Header header(String text) {
    int equals = text.indexOf('=');
    return Header.of(text.substring(0, equals), text.substring(equals + 1));
  }
}
