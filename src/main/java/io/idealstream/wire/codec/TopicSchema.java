package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The Avro schema of a topic, and its single-object encoding: marker {@code C3 01}, the schema's
 * CRC-64-AVRO fingerprint (8 bytes, little-endian), the body.
 *
 * <p>The schema is the whole file {@code schemas/<topic>.avsc}, also where that is a union; a body
 * under the fingerprint of one of the union's records is read as well. So are bodies written by an
 * earlier schema, as long as {@code schemas/past/<topic>.avsc}, a JSON list, keeps it: topics and
 * savepoints outlive builds.
 */
final class TopicSchema {

  static final int HEADER_BYTES = 10;

  /** As long as most labels and hits are. */
  private static final int FIRST_BYTES = 512;

  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  private static final Map<Topic<?>, TopicSchema> ALL = load();

  private final Topic<?> topic;
  private final Schema schema;
  private final long fingerprint;
  private final Map<Long, Schema> readable = new HashMap<>();

  /**
   * The schema of a topic.
   *
   * @param current the schema to write by
   * @param past a JSON list of the schemas that were written by before; null for none
   */
  TopicSchema(Topic<?> topic, String current, String past) {
    this.topic = topic;
    schema = new Schema.Parser().parse(current);
    fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    takeFrom(schema);
    if (past != null) {
      elements(past).forEach(one -> takeFrom(new Schema.Parser().parse(Json.text(one))));
    }
  }

  private void takeFrom(Schema writer) {
    readable.put(SchemaNormalization.parsingFingerprint64(writer), writer);
    if (writer.isUnion()) {
      writer.getTypes().forEach(this::takeFrom);
    }
  }

  private static List<?> elements(String list) {
    try {
      return (List<?>) JsonTree.read(list.getBytes(UTF_8));
    } catch (Unreadable broken) {
      throw new IllegalStateException("a list of past schemas is no JSON", broken);
    }
  }

  private static Map<Topic<?>, TopicSchema> load() {
    Map<Topic<?>, TopicSchema> all = new HashMap<>();
    for (Topic<?> topic : Topic.all()) {
      if (topic.hasRecords()) {
        String file = topic.code() + ".avsc";
        all.put(
            topic, new TopicSchema(topic, text("/schemas/" + file), text("/schemas/past/" + file)));
      }
    }
    return all;
  }

  /** Null where there is no such resource. */
  private static String text(String resource) {
    try (InputStream file = TopicSchema.class.getResourceAsStream(resource)) {
      return file == null ? null : new String(file.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the jar's " + resource + " cannot be read", unreadable);
    }
  }

  static TopicSchema of(Topic<?> topic) {
    return ALL.get(topic);
  }

  /** A field's name in JSON: Avro takes no hyphens. */
  static String jsonName(Schema.Field field) {
    String name = field.getProp("json");
    return name == null ? field.name() : name;
  }

  Schema schema() {
    return schema;
  }

  Object read(byte[] value) throws Unreadable {
    if (value.length < HEADER_BYTES || value[0] != MARKER[0] || value[1] != MARKER[1]) {
      throw new Unreadable(
          Reason.NOT_AVRO, "expected Avro's marker C3 01 and a fingerprint, found other bytes");
    }
    long found = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
    Schema writer = readable.get(found);
    if (writer == null) {
      throw unknown(found);
    }
    return AvroTree.read(writer, value, HEADER_BYTES);
  }

  byte[] write(Map<String, Object> tree, String recordName) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.writeBytes(header.put(MARKER).putLong(fingerprint).array());
    AvroBody.write(schema, recordName, tree, bytes);
    return bytes.toByteArray();
  }

  private Unreadable unknown(long found) {
    String code = String.format("%016x", found);
    for (TopicSchema other : ALL.values()) {
      if (other.readable.containsKey(found)) {
        return new Unreadable(
            Reason.WRONG_SCHEMA,
            "Avro fingerprint "
                + code
                + " is of topic "
                + other.topic.code()
                + ", not of topic "
                + topic.code());
      }
    }
    return new Unreadable(
        Reason.UNKNOWN_SCHEMA,
        "Avro fingerprint "
            + code
            + " is of no schema under schemas/; this topic's is "
            + String.format("%016x", fingerprint));
  }
}
