package io.idealstream.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A message ready to be sent, free of any client library.
 *
 * @param key null for none
 * @param value null removes what the topic holds under the key
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record Outgoing(@OrAbsent byte[] key, @OrAbsent byte[] value, List<Header> headers) {

  /** What Kafka adds to a message at most: varints, attributes, the batch's own header. */
  private static final int OVERHEAD_BYTES = 128;

  /** Two length varints per header. */
  private static final int HEADER_OVERHEAD_BYTES = 10;

  public Outgoing {
    headers = List.copyOf(headers);
  }

  /** Removes what a compacted topic holds under a key. */
  public static Outgoing removal(String key) {
    return new Outgoing(key.getBytes(StandardCharsets.UTF_8), null, List.of());
  }

  /** The same where an item is forgotten, which is no news to those who read the topic. */
  public static Outgoing removal(String key, Erasure erasure) {
    return new Outgoing(
        key.getBytes(StandardCharsets.UTF_8),
        null,
        List.of(Header.of(Header.ERASURE, erasure.request())));
  }

  /** An upper bound of the message's size in bytes, to hold against a producer's limit. */
  public long sizeBound() {
    long size = OVERHEAD_BYTES + (long) length(key) + length(value);
    for (Header header : headers) {
      // a char is at most three bytes of UTF-8
      size += HEADER_OVERHEAD_BYTES + 3L * header.name().length() + length(header.value());
    }
    return size;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outgoing that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }
}
