package io.idealstream.wire.codec;

import io.idealstream.wire.Blank;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.util.List;
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

  /** Fields that hold vectors. */
  private static final List<String> VECTORS = List.of("embedding", "captionEmbedding", "vector");

  private final Topic<?> topic;
  private final Shape<T> shape;
  private final int dimension;
  private final Rules<T> rules;
  private final MisspeltFields misspelt;

  /** For records without vectors. */
  ItemReader(Topic<?> topic, Class<T> type, Rules<T> rules) {
    this(topic, type, 0, rules);
  }

  /**
   * @param dimension of the job's vectors; 0 where that is not known
   */
  ItemReader(Topic<?> topic, Class<T> type, int dimension, Rules<T> rules) {
    this.topic = topic;
    this.shape = Shape.of(type);
    this.dimension = dimension;
    this.rules = rules;
    misspelt = new MisspeltFields(shape.names());
  }

  /** See {@link MisspeltFields#found}; of the record that was read last. */
  List<String> misspelt() {
    return misspelt.found();
  }

  T read(TopicRecord record) throws Unreadable {
    requireValue(record);
    return read(Incoming.fields(record, topic), Place.root(), record);
  }

  T read(Map<String, Object> fields, Place root, TopicRecord record) throws Unreadable {
    misspelt.see(fields.keySet());
    try {
      for (String name : VECTORS) {
        readVector(fields, root.field(name), name);
      }
      return rules.complete(shape.read(fields, root), record);
    } catch (Unreadable why) {
      throw about(fields.get("id"), misspelt.explain(why, fields.keySet()));
    }
  }

  /** Bytes of a vector as its numbers. */
  private void readVector(Map<String, Object> fields, Place place, String name) throws Unreadable {
    Object raw = fields.get(name);
    if (raw instanceof String || raw instanceof byte[]) {
      byte[] bytes = (byte[]) LeafType.BYTES.read(raw, place);
      fields.put(name, VectorBytes.read(bytes, dimension, place));
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
