package io.idealstream.wire.codec;

import io.idealstream.wire.OrAbsent;
import io.idealstream.wire.OrNull;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Records with random components, some of them absent; the same for the same seed. */
final class RandomRecords {

  private static final String[] PIECES = {
    "a", "B", "7", " ", "/", "%", "\"", "\\", "\n", "\u0000", "é", "水", "\uD83D\uDC26", "{", "~"
  };

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  <T extends Record> T next(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean mayMiss =
          components[i].isAnnotationPresent(OrAbsent.class)
              || components[i].isAnnotationPresent(OrNull.class);
      arguments[i] =
          mayMiss && random.nextInt(3) == 0 ? null : value(components[i].getGenericType());
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("records and their constructors can be reached", impossible);
    }
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class ? list(arguments[0]) : map(arguments[1]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    return plain.isRecord() ? next(plain.asSubclass(Record.class)) : leaf(plain);
  }

  private Object leaf(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> text();
      case "boolean", "Boolean" -> random.nextBoolean();
      case "int", "Integer" -> random.nextInt() >> random.nextInt(32);
      case "long", "Long" -> random.nextLong() >> random.nextInt(64);
      case "double", "Double" -> number();
      case "Instant" ->
          Instant.ofEpochMilli(random.nextLong(-10_000_000_000_000L, 10_000_000_000_000L));
      case "Duration" -> Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 45)));
      case "byte[]" -> bytes();
      case "float[]" -> floats();
      case "double[]" -> random.ints(random.nextInt(40)).mapToDouble(unused -> number()).toArray();
      default -> throw new AssertionError("no random " + type);
    };
  }

  private List<Object> list(Type element) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(element));
    }
    return list;
  }

  private Map<String, Object> map(Type element) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(), value(element));
    }
    return map;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private double number() {
    double any = Double.longBitsToDouble(random.nextLong());
    return random.nextBoolean() && Double.isFinite(any) ? any : random.nextInt(100) / 8.0;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private float[] floats() {
    float[] values = new float[random.nextInt(40)];
    for (int i = 0; i < values.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      values[i] = Float.isFinite(any) ? any : 0.1f;
    }
    return values;
  }
}
