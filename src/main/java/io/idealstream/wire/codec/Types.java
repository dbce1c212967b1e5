package io.idealstream.wire.codec;

import io.idealstream.wire.Coded;
import io.idealstream.wire.Unreadable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The field type of a Java type. */
final class Types {

  private static final Map<Class<?>, FieldType> LEAVES =
      Map.ofEntries(
          Map.entry(String.class, LeafType.TEXT),
          Map.entry(boolean.class, LeafType.TRUTH),
          Map.entry(Boolean.class, LeafType.TRUTH),
          Map.entry(int.class, LeafType.INT),
          Map.entry(Integer.class, LeafType.INT),
          Map.entry(long.class, LeafType.LONG),
          Map.entry(Long.class, LeafType.LONG),
          Map.entry(double.class, LeafType.DOUBLE),
          Map.entry(Double.class, LeafType.DOUBLE),
          Map.entry(Instant.class, LeafType.TIME),
          Map.entry(Duration.class, LeafType.DURATION),
          Map.entry(byte[].class, LeafType.BYTES),
          Map.entry(float[].class, LeafType.FLOATS),
          Map.entry(double[].class, LeafType.DOUBLES));

  private Types() {}

  /**
   * @throws IllegalArgumentException if the type has no place on the wire
   */
  static FieldType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new ListType(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        FieldType value = of(arguments[1]);
        return new MapType(value instanceof ListType list ? new OneOrManyType(list) : value);
      }
    }
    if (type instanceof Class<?> plain) {
      if (LEAVES.containsKey(plain)) {
        return LEAVES.get(plain);
      }
      if (plain.isRecord()) {
        return new RecordType(Shape.of(plain.asSubclass(Record.class)));
      }
      if (plain.isEnum() && Coded.class.isAssignableFrom(plain)) {
        return new ChoiceType(List.of(plain.asSubclass(Coded.class).getEnumConstants()));
      }
    }
    throw new IllegalArgumentException("no field type for " + type);
  }

  private record ListType(FieldType element) implements FieldType {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      if (!(raw instanceof List<?> list)) {
        throw place.expected("a list", raw);
      }
      List<Object> values = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        values.add(required(element, list.get(i), place.element(i)));
      }
      return Collections.unmodifiableList(values);
    }

    @Override
    public Object write(Object value) {
      return ((List<?>) value).stream().map(element::write).toList();
    }
  }

  /**
   * A list in a map: one text alone stands for a list of one, and is how such a list is written.
   */
  private record OneOrManyType(ListType many) implements FieldType {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      return raw instanceof List ? many.read(raw, place) : List.of(many.element.read(raw, place));
    }

    @Override
    public Object write(Object value) {
      List<?> elements = (List<?>) many.write(value);
      return elements.size() == 1 ? elements.get(0) : elements;
    }
  }

  /** Written in the order of the keys, so that equal maps give equal bytes. */
  private record MapType(FieldType value) implements FieldType {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : place.object(raw).entrySet()) {
        Place at = place.field(entry.getKey());
        values.put(entry.getKey(), required(value, entry.getValue(), at));
      }
      return Collections.unmodifiableMap(values);
    }

    @Override
    public Object write(Object map) {
      Map<String, Object> tree = new TreeMap<>();
      ((Map<?, ?>) map).forEach((key, element) -> tree.put((String) key, value.write(element)));
      return tree;
    }
  }

  private record RecordType(Shape<?> shape) implements FieldType {
    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      return shape.read(place.object(raw), place);
    }

    @Override
    public Object write(Object value) {
      return shape.write((Record) value);
    }
  }

  /**
   * @param codes of the constants, each made once
   */
  private record ChoiceType(List<Coded> constants, Map<Object, String> codes) implements FieldType {

    ChoiceType(List<Coded> constants) {
      this(constants, constants.stream().collect(Collectors.toMap(c -> c, Coded::code)));
    }

    @Override
    public Object read(Object raw, Place place) throws Unreadable {
      for (Coded constant : constants) {
        if (constant.code().equals(raw)) {
          return constant;
        }
      }
      String expected = constants.stream().map(Coded::code).collect(Collectors.joining(" or "));
      throw place.expected(expected, raw);
    }

    @Override
    public Object write(Object value) {
      return codes.get(value);
    }
  }

  private static Object required(FieldType type, Object raw, Place place) throws Unreadable {
    if (raw == null) {
      throw place.expected("a value", null);
    }
    return type.read(raw, place);
  }
}
