package io.idealstream.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.math.HalfPrecision;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Reason;
import io.idealstream.wire.TextChange;
import io.idealstream.wire.TextVector;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectors that others made, in every form in which they may come. */
class TextReaderTest {
  private static final float[] VECTOR = {0.5f, -0.25f, 3, 1e-3f};
  private static final String MODEL = "openai/clip";

  private final TextReader reader = new TextReader(ReadingLimits.DEFAULT.withDimension(4));

  @Test
  void aVectorIsAnArrayOfNumbersOrTheirBytes() throws Unreadable {
    assertArrayEquals(VECTOR, vector("[0.5, -0.25, 3, 0.001]"));
    assertArrayEquals(VECTOR, vector('"' + Base64.getEncoder().encodeToString(floats()) + '"'));
  }

  @Test
  void halfPrecisionIsWithinOnePartIn2048() throws Unreadable {
    float[] read = vector('"' + Base64.getEncoder().encodeToString(halves()) + '"');
    assertEquals(VECTOR.length, read.length);
    for (int i = 0; i < read.length; i++) {
      assertEquals(VECTOR[i], read[i], Math.abs(VECTOR[i]) / 2048);
    }
    assertEquals(0.5f, read[0], 0);
  }

  @Test
  void theDimensionTellsHalfPrecisionFromFewerNumbers() throws Unreadable {
    byte[] eight = halves();
    assertEquals(4, VectorBytes.read(eight, 4, Place.root()).length);
    assertEquals(2, VectorBytes.read(eight, 3, Place.root()).length);
    assertEquals(3, VectorBytes.read(new byte[6], 0, Place.root()).length);
  }

  @Test
  void bytesThatAreNoNumbersAreNamed() {
    assertRefused(Reason.BAD_EMBEDDING, "expected numbers of four or two bytes each", "\"AAAA\"");
    assertRefused(Reason.BAD_EMBEDDING, "expected base64", "\"~\"");
    assertRefused(Reason.BAD_EMBEDDING, "expected a finite number", "\"AHwAAAAAAAA=\"");
    assertRefused(Reason.BAD_EMBEDDING, "zeros only", "[0,0,0,0]");
  }

  @Test
  void avroTakesArraysAndBytes() throws Unreadable {
    byte[] array = Topic.TEXTS.encode(new TextVector("a duck", VECTOR, MODEL), Encoding.AVRO);
    assertArrayEquals(VECTOR, reader.read(Messages.of(array)).vector().vector());
    for (byte[] bytes : new byte[][] {floats(), halves()}) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("text", "a duck");
      fields.put("vector", bytes);
      fields.put("model", MODEL);
      byte[] message = TopicSchema.of(Topic.TEXTS).write(fields, "TextVector");
      assertEquals(4, reader.read(Messages.of(message)).vector().vector().length);
    }
  }

  @Test
  void theKeyMayHaveTheModelsSlashesAsTheyAre() throws Unreadable {
    String own = "openai%2Fclip/a duck";
    assertEquals(own, reader.read(keyed("openai/clip/a duck")).key());
    assertEquals(own, reader.read(keyed(own)).key());
    assertEquals(own, reader.read(keyed(null)).key());
    assertEquals(
        Reason.KEY_MISMATCH,
        assertThrows(Unreadable.class, () -> reader.read(keyed("a duck"))).reason());
  }

  @Test
  void aMessageWithoutAValueRemoves() throws Unreadable {
    TextChange gone = reader.read(Messages.keyed("openai/clip/a duck", null));
    assertEquals("openai/clip/a duck", gone.key());
    assertNull(gone.vector());
  }

  @Test
  void aVectorWithoutItsModelMeansNothing() {
    Unreadable why =
        assertThrows(
            Unreadable.class,
            () -> reader.read(Messages.of("{\"text\":\"a\",\"vector\":[1,2,3,4]}")));
    assertEquals(Reason.NO_MODEL, why.reason());
  }

  private float[] vector(String json) throws Unreadable {
    return reader.read(message(json)).vector().vector();
  }

  private void assertRefused(Reason reason, String part, String json) {
    Unreadable why = assertThrows(Unreadable.class, () -> vector(json));
    assertEquals(reason, why.reason());
    assertEquals(part, why.getMessage().contains(part) ? part : why.getMessage());
  }

  private static TopicRecord message(String vector) {
    return Messages.of(json(vector));
  }

  private static TopicRecord keyed(String key) {
    return Messages.keyed(key, json("[1,2,3,4]").getBytes(UTF_8));
  }

  private static String json(String vector) {
    return "{\"text\":\"a duck\",\"vector\":%s,\"model\":\"%s\"}".formatted(vector, MODEL);
  }

  private static byte[] floats() {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : VECTOR) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  private static byte[] halves() {
    byte[] high = HalfPrecision.toBytes(VECTOR);
    byte[] low = new byte[high.length];
    for (int i = 0; i < high.length; i += 2) {
      low[i] = high[i + 1];
      low[i + 1] = high[i];
    }
    return low;
  }
}
