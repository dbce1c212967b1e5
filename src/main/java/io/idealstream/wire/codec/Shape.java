package io.idealstream.wire.codec;

import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.OrNull;
import io.idealstream.wire.Unreadable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a Java record lies on the wire: its components, in order, under their own names.
 *
 * @param <T> the record's type
 */
final class Shape<T extends Record> {

  private enum Presence {
    REQUIRED,
    OR_NULL,
    OR_ABSENT
  }

  private record Field(String name, FieldType type, Presence presence, Method accessor) {}

  private static final Map<Class<?>, Shape<?>> KNOWN = new ConcurrentHashMap<>();

  private final List<Field> fields = new ArrayList<>();
  private final Constructor<T> constructor;

  private Shape(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      FieldType fieldType = Types.of(component.getGenericType());
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // it is public, and nobody looks each time whether it is
      fields.add(new Field(component.getName(), fieldType, presence(component), accessor));
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("a record has its canonical constructor", impossible);
    }
  }

  private static Presence presence(RecordComponent component) {
    if (component.isAnnotationPresent(OrAbsent.class)) {
      return Presence.OR_ABSENT;
    }
    return component.isAnnotationPresent(OrNull.class) ? Presence.OR_NULL : Presence.REQUIRED;
  }

  @SuppressWarnings("unchecked") // the map holds each class's own shape
  static <T extends Record> Shape<T> of(Class<T> type) {
    Shape<?> shape = KNOWN.get(type);
    if (shape == null) {
      // not computeIfAbsent: shapes nest
      shape = new Shape<>(type);
      KNOWN.put(type, shape);
    }
    return (Shape<T>) shape;
  }

  /** The names of the fields. */
  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** Any record in a tree as its own tree; everything else as it is. */
  static Object treeOf(Object value) {
    if (value instanceof Record item) {
      return of(item.getClass()).write(item);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> tree = new LinkedHashMap<>();
      map.forEach((key, element) -> tree.put(key, treeOf(element)));
      return tree;
    }
    if (value instanceof List<?> list) {
      List<Object> tree = new ArrayList<>();
      list.forEach(element -> tree.add(treeOf(element)));
      return tree;
    }
    return value;
  }

  /** Fields the record does not have are passed over. */
  T read(Map<String, Object> tree, Place place) throws Unreadable {
    Object[] arguments = new Object[fields.size()];
    for (int i = 0; i < arguments.length; i++) {
      Field field = fields.get(i);
      Object raw = tree.get(field.name);
      if (raw != null) {
        arguments[i] = field.type.read(raw, place.field(field.name));
      } else if (field.presence == Presence.REQUIRED) {
        throw place.field(field.name).missing();
      }
    }
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("records of the wire take any values", impossible);
    }
  }

  Map<String, Object> write(Record value) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Field field : fields) {
      Object component = component(field, value);
      if (component != null) {
        tree.put(field.name, field.type.write(component));
      } else if (field.presence == Presence.OR_NULL) {
        tree.put(field.name, null);
      } else if (field.presence == Presence.REQUIRED) {
        throw new IllegalArgumentException(
            value.getClass().getSimpleName() + " without " + field.name + ": " + value);
      }
    }
    return tree;
  }

  private static Object component(Field field, Record value) {
    try {
      return field.accessor.invoke(value);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("accessors of records are public", impossible);
    }
  }
}
