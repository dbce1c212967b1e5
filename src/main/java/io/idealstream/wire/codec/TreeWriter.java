package io.idealstream.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Plain Java values to JSON: times as ISO-8601, bytes as base64, arrays as number arrays. */
final class TreeWriter {

  private final JsonGenerator generator;

  TreeWriter(JsonGenerator generator) {
    this.generator = generator;
  }

  /**
   * @throws IllegalArgumentException for a NaN, an infinity, or a type that has no place in a tree
   */
  void write(Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String || value instanceof Instant) {
      generator.writeString(value.toString());
    } else if (value instanceof Boolean truth) {
      generator.writeBoolean(truth);
    } else if (value instanceof Number number) {
      write(number);
    } else if (value instanceof Map<?, ?> map) {
      write(map);
    } else if (value instanceof Iterable<?> elements) {
      generator.writeStartArray();
      for (Object element : elements) {
        write(element);
      }
      generator.writeEndArray();
    } else if (value instanceof byte[] bytes) {
      generator.writeBinary(bytes);
    } else if (value instanceof float[] floats) {
      write(floats);
    } else if (value instanceof double[] doubles) {
      write(doubles);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private void write(Map<?, ?> map) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      generator.writeFieldName((String) field.getKey());
      write(field.getValue());
    }
    generator.writeEndObject();
  }

  private void write(float[] values) throws IOException {
    generator.writeStartArray();
    for (float value : values) {
      generator.writeNumber((float) finite(value));
    }
    generator.writeEndArray();
  }

  private void write(double[] values) throws IOException {
    generator.writeStartArray();
    for (double value : values) {
      generator.writeNumber(finite(value));
    }
    generator.writeEndArray();
  }

  private void write(Number number) throws IOException {
    if (number instanceof Long || number instanceof Integer) {
      generator.writeNumber(number.longValue());
    } else if (number instanceof Float) {
      generator.writeNumber((float) finite(number.floatValue()));
    } else {
      generator.writeNumber(finite(number.doubleValue()));
    }
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    return value;
  }
}
