package io.idealstream.wire.codec;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import io.idealstream.wire.config.Count;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * An Avro body as plain Java values.
 *
 * <p>Avro's own reader allocates what a length in the body asks for, before it looks whether the
 * body is that long: five bytes can ask for two gigabytes. So lengths are held against the body
 * here, and only the primitives are Avro's.
 */
final class AvroTree {

  private final BinaryDecoder decoder;
  private final int bodyLength;

  private AvroTree(BinaryDecoder decoder, int bodyLength) {
    this.decoder = decoder;
    this.bodyLength = bodyLength;
  }

  /**
   * The value of a body.
   *
   * @param offset of the body in the bytes
   * @return Map, List, String, Long, Double, Boolean, Instant, byte[], float[], double[] or null
   */
  static Object read(Schema schema, byte[] bytes, int offset) throws Unreadable {
    int length = bytes.length - offset;
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, length, null);
    try {
      Object value = new AvroTree(decoder, length).value(schema);
      if (!decoder.isEnd()) {
        throw new Unreadable(Reason.NOT_AVRO, "the Avro body is longer than its schema says");
      }
      return value;
    } catch (IOException | RuntimeException broken) {
      // Avro tells of broken bytes by several unchecked exceptions, and by those of arrays
      throw new Unreadable(
          Reason.NOT_AVRO, "the Avro body does not fit schema " + schema.getFullName());
    }
  }

  private Object value(Schema schema) throws IOException, Unreadable {
    return switch (schema.getType()) {
      case RECORD -> fields(schema);
      case MAP -> map(schema);
      case ARRAY -> array(schema.getElementType());
      case UNION -> value(branch(schema));
      case STRING -> text();
      case BYTES -> bytes();
      case INT -> (long) decoder.readInt();
      case LONG -> time(schema, decoder.readLong());
      case FLOAT -> (double) decoder.readFloat();
      case DOUBLE -> decoder.readDouble();
      case BOOLEAN -> decoder.readBoolean();
      case NULL -> null;
      default -> throw new IllegalStateException("no schema of ours has type " + schema.getType());
    };
  }

  private Map<String, Object> fields(Schema schema) throws IOException, Unreadable {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      fields.put(TopicSchema.jsonName(field), value(field.schema()));
    }
    return fields;
  }

  private Map<String, Object> map(Schema schema) throws IOException, Unreadable {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (long block = decoder.readMapStart(); block != 0; block = decoder.mapNext()) {
      for (long i = 0; i < block; i++) {
        String key = text();
        if (entries.containsKey(key)) {
          throw new Unreadable(Reason.DUPLICATE_KEY, "key \"" + key + "\" stands twice in a map");
        }
        entries.put(key, value(schema.getValueType()));
      }
    }
    return entries;
  }

  private Object array(Schema element) throws IOException, Unreadable {
    return switch (element.getType()) {
      case FLOAT -> floats();
      case DOUBLE -> doubles();
      default -> list(element);
    };
  }

  private List<Object> list(Schema element) throws IOException, Unreadable {
    List<Object> values = new ArrayList<>();
    for (long block = decoder.readArrayStart(); block != 0; block = decoder.arrayNext()) {
      for (long i = 0; i < block; i++) {
        values.add(value(element));
      }
    }
    return values;
  }

  private float[] floats() throws IOException, Unreadable {
    float[] values = {};
    int filled = 0;
    for (long block = decoder.readArrayStart(); block != 0; block = decoder.arrayNext()) {
      int count = bounded(block, Float.BYTES);
      byte[] bytes = new byte[count * Float.BYTES]; // at once, since vectors are long
      decoder.readFixed(bytes);
      values = Arrays.copyOf(values, filled + count);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, filled, count);
      filled += count;
    }
    return values;
  }

  private double[] doubles() throws IOException, Unreadable {
    double[] values = {};
    int filled = 0;
    for (long block = decoder.readArrayStart(); block != 0; block = decoder.arrayNext()) {
      values = Arrays.copyOf(values, filled + bounded(block, Double.BYTES));
      while (filled < values.length) {
        values[filled++] = decoder.readDouble();
      }
    }
    return values;
  }

  private String text() throws IOException, Unreadable {
    return JsonTree.utf8(bytes());
  }

  private byte[] bytes() throws IOException, Unreadable {
    byte[] bytes = new byte[bounded(decoder.readLong(), 1)];
    decoder.readFixed(bytes);
    return bytes;
  }

  private Schema branch(Schema union) throws IOException {
    return union.getTypes().get(decoder.readIndex());
  }

  /** A number of elements that the body can hold. */
  private int bounded(long count, int elementBytes) throws Unreadable {
    if (count < 0 || count > bodyLength / elementBytes) {
      throw new Unreadable(
          Reason.NOT_AVRO,
          "an Avro length asks for %s, the body has %s"
              .formatted(Count.of(count, "element"), Count.of(bodyLength, "byte")));
    }
    return (int) count;
  }

  private static Object time(Schema schema, long value) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
        ? Instant.ofEpochMilli(value)
        : value;
  }
}
