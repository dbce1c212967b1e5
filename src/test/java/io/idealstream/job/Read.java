package io.idealstream.job;

import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.codec.Topic;

/** Records that the job wrote, which are never broken. */
final class Read {
  private Read() {}

  static <T> T of(Topic<T> topic, TopicRecord record) {
    try {
      return topic.decode(record);
    } catch (Unreadable broken) {
      throw new AssertionError(topic + ": " + broken.getMessage(), broken);
    }
  }
}
