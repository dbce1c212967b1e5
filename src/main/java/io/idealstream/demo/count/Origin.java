package io.idealstream.demo.count;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.TopicRecord;

/** A message's place in Kafka. */
record Origin(String topic, int partition, long offset) {

  static Origin of(TopicRecord message) {
    return new Origin(message.topic(), message.partition(), message.offset());
  }

  /** Where the record of a dead letter stood. */
  static Origin ofDeadLetter(TopicRecord letter) {
    return new Origin(
        text(letter, DeadLetter.SOURCE_TOPIC),
        Integer.parseInt(text(letter, DeadLetter.SOURCE_PARTITION)),
        Long.parseLong(text(letter, DeadLetter.SOURCE_OFFSET)));
  }

  private static String text(TopicRecord letter, String header) {
    return new String(letter.header(header), UTF_8);
  }
}
