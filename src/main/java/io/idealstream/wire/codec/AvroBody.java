package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Plain Java values as an Avro body. */
final class AvroBody {

  private final BinaryEncoder encoder;

  private AvroBody(BinaryEncoder encoder) {
    this.encoder = encoder;
  }

  /**
   * Appends the body of a record.
   *
   * @param schema of the record, or a union that has it
   * @param name of the record
   */
  static void write(
      Schema schema, String name, Map<String, Object> tree, ByteArrayOutputStream bytes) {
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    AvroBody body = new AvroBody(encoder);
    try {
      if (schema.isUnion()) {
        int branch = schema.getIndexNamed(schema.getTypes().get(0).getNamespace() + "." + name);
        encoder.writeIndex(branch);
        body.fields(schema.getTypes().get(branch), tree);
      } else {
        body.fields(schema, tree);
      }
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a buffer in memory cannot fail to be written", impossible);
    }
  }

  private void value(Schema schema, Object value) throws IOException {
    switch (schema.getType()) {
      case RECORD -> fields(schema, (Map<?, ?>) value);
      case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
      case ARRAY -> array(schema.getElementType(), value);
      case UNION -> union(schema, value);
      case STRING -> bytes(((String) value).getBytes(UTF_8));
      case BYTES -> bytes((byte[]) value);
      case INT -> encoder.writeInt(((Number) value).intValue());
      case LONG ->
          encoder.writeLong(
              value instanceof Instant time ? time.toEpochMilli() : ((Number) value).longValue());
      case DOUBLE -> encoder.writeDouble(finite(((Number) value).doubleValue()));
      case BOOLEAN -> encoder.writeBoolean((Boolean) value);
      default -> throw new IllegalStateException("no schema of ours has type " + schema.getType());
    }
  }

  private void fields(Schema schema, Map<?, ?> tree) throws IOException {
    for (Schema.Field field : schema.getFields()) {
      value(field.schema(), tree.get(TopicSchema.jsonName(field)));
    }
  }

  /** Of null and other types, of one text and several, or of numbers and their bytes. */
  private void union(Schema union, Object value) throws IOException {
    int branch = 0;
    while (!fits(union.getTypes().get(branch), value)) {
      branch++;
    }
    encoder.writeIndex(branch);
    if (value != null) {
      value(union.getTypes().get(branch), value);
    }
  }

  private static boolean fits(Schema branch, Object value) {
    return switch (branch.getType()) {
      case NULL -> value == null;
      case STRING -> value instanceof String;
      case BYTES -> value instanceof byte[];
      case ARRAY -> value != null && !(value instanceof String || value instanceof byte[]);
      default -> value != null;
    };
  }

  private void map(Schema valueSchema, Map<?, ?> map) throws IOException {
    encoder.writeMapStart();
    encoder.setItemCount(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      encoder.startItem();
      bytes(((String) entry.getKey()).getBytes(UTF_8));
      value(valueSchema, entry.getValue());
    }
    encoder.writeMapEnd();
  }

  private void array(Schema element, Object values) throws IOException {
    encoder.writeArrayStart();
    if (values instanceof float[] floats) {
      encoder.setItemCount(floats.length);
      for (float value : floats) {
        encoder.writeFloat((float) finite(value));
      }
    } else if (values instanceof double[] doubles) {
      encoder.setItemCount(doubles.length);
      for (double value : doubles) {
        encoder.writeDouble(finite(value));
      }
    } else {
      List<?> list = (List<?>) values;
      encoder.setItemCount(list.size());
      for (Object value : list) {
        value(element, value);
      }
    }
    encoder.writeArrayEnd();
  }

  private void bytes(byte[] bytes) throws IOException {
    encoder.writeBytes(bytes);
  }

  /** No reader of ours would take it back. */
  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("expected a finite number, found " + value);
    }
    return value;
  }
}
