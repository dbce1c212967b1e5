package io.idealstream.stream.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.stream.ConceptArrival;
import io.idealstream.stream.ConceptMessage;
import io.idealstream.stream.Messages;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ReadingLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a harness may be interrupted while it closes
class EmbedConceptsTest {

  private static final String PICTURE =
      "{\"concept\":\"my-shirt\",\"role\":\"%s\",\"image\":\"AAME\"}"; // bytes 0, 3, 4

  @Test
  void picturesAndEmbeddingsTeachAndANullRemovesInTheOrderOfTheirArrival() throws Exception {
    try (var harness = harness()) {
      send(harness, Messages.of(PICTURE.formatted("example")));
      send(
          harness,
          Messages.of(
              "{\"concept\":\"my-shirt\",\"role\":\"class\",\"embedding\":[3,0,4],"
                  + "\"model\":\"sha256:fake\"}"));
      send(harness, Messages.keyed("my-shirt", null));
      harness.end();
      List<ConceptArrival> arrivals = harness.values();
      assertEquals(
          List.of("my-shirt", "my-shirt", "my-shirt"),
          arrivals.stream().map(ConceptArrival::concept).toList());
      assertEquals("example", arrivals.get(0).role());
      assertEquals(FakeImages.FINGERPRINT, arrivals.get(0).model());
      assertArrayEquals(new float[] {0, 0.6f, 0.8f}, arrivals.get(0).vector(), 1e-7f);
      assertEquals("class", arrivals.get(1).role());
      assertArrayEquals(new float[] {0.6f, 0, 0.8f}, arrivals.get(1).vector(), 1e-7f);
      assertNull(arrivals.get(2).role());
    }
  }

  @Test
  void whatCannotTeachIsADeadLetter() throws Exception {
    try (var harness = harness()) {
      send(harness, Messages.of("{\"concept\":\"c\",\"role\":\"example\",\"image\":\"AAMEBQ==\"}"));
      send(
          harness,
          Messages.of(
              "{\"concept\":\"c\",\"role\":\"class\",\"embedding\":[1,0,0],\"model\":\"other\"}"));
      send(harness, Messages.of("{\"concept\":\"c\",\"image\":\"AAME\"}"));
      send(harness, Messages.keyed("other", PICTURE.formatted("class").getBytes(UTF_8)));
      harness.end();
      assertEquals(List.of(), harness.values());
      assertEquals(
          List.of("missing-field", "key-mismatch", "bad-picture", "wrong-model"),
          harness.deadLetters().stream()
              .map(letter -> Messages.header(letter, DeadLetter.REASON))
              .toList());
    }
  }

  private static void send(ReadThenEmbed<?, ?> harness, TopicRecord message) throws Exception {
    harness.send(message, 0);
  }

  private static ReadThenEmbed<ConceptMessage, ConceptArrival> harness() throws Exception {
    DeadLetterSettings deadLetters = new DeadLetterSettings(10_000, 20_000);
    return new ReadThenEmbed<>(
        new ReadConcepts(ReadingLimits.DEFAULT, deadLetters),
        new EmbedConcepts(FakeImages::new, deadLetters));
  }
}
