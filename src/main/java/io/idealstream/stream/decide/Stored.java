package io.idealstream.stream.decide;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;

/** Records of topics inside state. */
final class Stored {

  private Stored() {}

  static <T> T record(Topic<T> topic, byte[] avro) {
    try {
      return topic.decode(avro, Encoding.AVRO);
    } catch (Unreadable damaged) {
      throw new IllegalStateException(
          "a record of topic %s in state cannot be read: %s; damaged state?"
              .formatted(topic, damaged.getMessage()),
          damaged);
    }
  }
}
