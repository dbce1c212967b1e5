package io.idealstream.wire.codec;

import io.idealstream.wire.Unreadable;
import java.util.Map;

/** How a record's tree of fields is made and taken apart. */
interface Form<T> {

  T read(Map<String, Object> tree) throws Unreadable;

  Map<String, Object> write(T value);

  /** By the components of a record. */
  static <T extends Record> Form<T> of(Class<T> type) {
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
}
