package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Encoding;
import io.idealstream.wire.Topic;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.Map;

/**
 * One record type's bytes, in either encoding.
 *
 * @param <T> the record type
 */
public final class RecordCodec<T> {

  /** How the record's tree is made and taken apart. */
  interface Form<T> {
    T read(Map<String, Object> tree) throws Unreadable;

    Map<String, Object> write(T value);
  }

  private final Topic topic;
  private final Form<T> form;

  RecordCodec(Topic topic, Form<T> form) {
    this.topic = topic;
    this.form = form;
  }

  static <T extends Record> RecordCodec<T> of(Topic topic, Class<T> type) {
    return new RecordCodec<>(topic, form(type));
  }

  static <T extends Record> Form<T> form(Class<T> type) {
    Shape<T> shape = Shape.of(type);
    return new Form<>() {
      @Override
      public T read(Map<String, Object> tree) throws Unreadable {
        return shape.read(tree, Place.root());
      }

      @Override
      public Map<String, Object> write(T value) {
        return shape.write(value);
      }
    };
  }

  public Topic topic() {
    return topic;
  }

  /**
   * The record's bytes; equal records give equal bytes.
   *
   * @throws IllegalArgumentException if a required component is null or a number is not finite
   */
  public byte[] encode(T value, Encoding encoding) {
    Map<String, Object> tree = form.write(value);
    return encoding == Encoding.JSON
        ? JsonTree.write(tree)
        : TopicSchema.of(topic).write(tree, value.getClass().getSimpleName());
  }

  /** One line of JSON. */
  public String json(T value) {
    return new String(encode(value, Encoding.JSON), UTF_8);
  }

  /** A message's record as one line of JSON, in whichever encoding it came. */
  public String json(TopicRecord message) throws Unreadable {
    return json(decode(message));
  }

  /** The record of bytes written by {@link #encode}, or by anyone who keeps to the schema. */
  public T decode(byte[] bytes, Encoding encoding) throws Unreadable {
    return form.read(Incoming.fields(bytes, encoding, topic));
  }

  /** The record of a message, in whichever encoding it came. */
  public T decode(TopicRecord message) throws Unreadable {
    ItemReader.requireValue(message);
    return form.read(Incoming.fields(message, topic));
  }
}
