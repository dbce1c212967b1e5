package io.idealstream.wire.codec;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.Map;

/**
 * The steps all readers of one kind of item share: fields, record, rules, and whose fault it is.
 */
final class ItemReader<T extends Record> {

  /** What a topic adds to the steps. */
  interface Rules<T> {
    /** The record with what stands in for absent fields. */
    T complete(T item, TopicRecord record) throws Unreadable;
  }

  private static final int LONGEST_SUBJECT = 512;

  private final Topic<?> topic;
  private final Shape<T> shape;
  private final Rules<T> rules;

  ItemReader(Topic<?> topic, Class<T> type, Rules<T> rules) {
    this.topic = topic;
    this.shape = Shape.of(type);
    this.rules = rules;
  }

  T read(TopicRecord record) throws Unreadable {
    requireValue(record);
    return read(Incoming.fields(record, topic), Place.root(), record);
  }

  T read(Map<String, Object> fields, Place root, TopicRecord record) throws Unreadable {
    try {
      return rules.complete(shape.read(fields, root), record);
    } catch (Unreadable why) {
      throw about(fields.get("id"), why);
    }
  }

  static void requireValue(TopicRecord record) throws Unreadable {
    if (record.value() == null || record.value().length == 0) {
      throw new Unreadable(Reason.NO_VALUE, "the message has no value");
    }
  }

  static Unreadable about(Object id, Unreadable why) {
    boolean usable =
        id instanceof String text && !Blank.is(text) && text.length() <= LONGEST_SUBJECT;
    return usable ? new Unreadable(why.reason(), id + ": " + why.getMessage(), (String) id) : why;
  }
}
