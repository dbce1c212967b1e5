package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Header;
import io.idealstream.wire.Outgoing;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a topic's messages: key, value and content type.
 *
 * @param <T> the topic's record type
 */
public final class TopicWriter<T> {

  private final RecordCodec<T> codec;
  private final Function<T, String> key;
  private final Encoding encoding;

  /**
   * @param key of a record, from {@link io.idealstream.wire.Keys}
   */
  public TopicWriter(RecordCodec<T> codec, Function<T, String> key, Encoding encoding) {
    this.codec = codec;
    this.key = key;
    this.encoding = encoding;
  }

  public Outgoing write(T value) {
    return new Outgoing(
        key.apply(value).getBytes(UTF_8),
        codec.encode(value, encoding),
        List.of(Header.of(Header.CONTENT_TYPE, encoding.contentType())));
  }

  /** The message that removes what a compacted topic holds under a key. */
  public static Outgoing removal(String key) {
    return new Outgoing(key.getBytes(UTF_8), null, List.of());
  }
}
