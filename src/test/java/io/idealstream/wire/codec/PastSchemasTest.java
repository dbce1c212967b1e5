package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Reason;
import io.idealstream.wire.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** What an earlier build wrote is read by every later one. */
class PastSchemasTest {

  private static final String CURRENT =
      """
      {"type": "record", "name": "Status", "fields": [
        {"name": "id", "type": "string"}, {"name": "more", "type": ["null", "string"]}]}
      """;

  private static final String PAST =
      """
      {"type": "record", "name": "Status", "fields": [
        {"name": "old", "type": "boolean"}, {"name": "id", "type": "string"}]}
      """;

  @Test
  void aBodyOfAPastSchemaIsReadByThatSchema() throws Exception {
    TopicSchema past = new TopicSchema(Topic.STATUS, PAST, null);
    TopicSchema current = new TopicSchema(Topic.STATUS, CURRENT, "[" + PAST + "]");
    Map<String, Object> fields = Map.of("old", true, "id", "x");

    byte[] bytes = past.write(fields, "Status");

    assertEquals(fields, current.read(bytes));
  }

  /**
   * Each line is a topic and the fingerprint of a schema that was in force. Who changes a schema
   * adds a line here and the schema as it was to schemas/past/TOPIC.avsc.
   */
  @Test
  void everySchemaThatWasEverInForceIsStillRead() throws IOException {
    Set<Topic<?>> current = new HashSet<>();
    for (String line : lines()) {
      String[] parts = line.split(" ", -1);
      Topic<?> topic = Topic.named(parts[0]).orElseThrow();
      long fingerprint = Long.parseUnsignedLong(parts[1], 16);

      assertTrue(isRead(topic, fingerprint), line + " is read no more: keep it in schemas/past");
      Schema schema = TopicSchema.of(topic).schema();
      if (SchemaNormalization.parsingFingerprint64(schema) == fingerprint) {
        current.add(topic);
      }
    }
    assertEquals(
        Topic.all().stream().filter(Topic::hasRecords).collect(Collectors.toSet()),
        current,
        "a schema was changed: add its new fingerprint to fingerprints.txt");
  }

  private static boolean isRead(Topic<?> topic, long fingerprint) {
    ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0xC3).put((byte) 0x01).putLong(fingerprint);
    try {
      TopicSchema.of(topic).read(header.array());
      return true;
    } catch (Unreadable why) {
      // without a body a known schema breaks off; an unknown one is refused before
      return why.reason() == Reason.NOT_AVRO;
    }
  }

  private static Iterable<String> lines() throws IOException {
    try (InputStream file = PastSchemasTest.class.getResourceAsStream("/wire/fingerprints.txt")) {
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
