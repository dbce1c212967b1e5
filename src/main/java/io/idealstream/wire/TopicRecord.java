package io.idealstream.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A message as a topic delivered it, free of any client library.
 *
 * @param topic full name of the topic, prefix included
 * @param timestampMillis the message's Kafka timestamp, milliseconds since 1970
 * @param key null where the producer set none
 * @param value null for a removal
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record TopicRecord(
    String topic,
    int partition,
    long offset,
    long timestampMillis,
    @OrAbsent byte[] key,
    @OrAbsent byte[] value,
    List<Header> headers) {

  public TopicRecord {
    headers = List.copyOf(headers);
  }

  /** Value of the last header of this name (case-insensitive), or null: Kafka lets names repeat. */
  public byte[] header(String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).name().equalsIgnoreCase(name)) {
        return headers.get(i).value();
      }
    }
    return null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicRecord that
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && timestampMillis == that.timestampMillis
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, partition, offset);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
