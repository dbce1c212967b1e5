package io.idealstream.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Act;
import io.idealstream.wire.Caption;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.ConceptRole;
import io.idealstream.wire.Control;
import io.idealstream.wire.DeadLetter;
import io.idealstream.wire.Distinct;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Header;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Query;
import io.idealstream.wire.Source;
import io.idealstream.wire.Term;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.Unreadable;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Good messages, broken at random: each is read, or unreadable for a reason; nothing else. */
class FuzzTest {

  private static final int CASES = 5_000;

  private static final String[] CONTENT_TYPES = {
    null,
    "application/json",
    "application/avro",
    "image/png",
    "text/plain",
    "",
    "; charset=",
    "application/json; a=\"\\",
    "application/json; charset='",
    "application/octet-stream",
    "\u0000"
  };

  private interface Read {
    Object from(TopicRecord message) throws Unreadable;
  }

  private record Case(Topic<?> topic, Read read, List<byte[]> good) {}

  private final Random random = new Random(20260301);

  @Test
  void brokenBytesAreReadOrRefusedAndNothingElse() throws Exception {
    List<Case> sources = sources();
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Case source = sources.get(random.nextInt(sources.size()));
      TopicRecord message = message(mutated(source));
      try {
        assertComesBack(source.topic, source.read.from(message));
      } catch (Unreadable why) {
        refused++;
        assertFalse(why.getMessage().isBlank());
        assertEquals(
            8,
            DeadLetter.of(message, why, 64).headers().stream()
                .filter(header -> !header.name().startsWith(DeadLetter.SOURCE_HEADER_PREFIX))
                .count());
      }
    }
    // a fuzz that breaks nothing, or everything, shows nothing
    assertTrue(refused > CASES / 10 && refused < CASES * 9 / 10, "refused " + refused);
  }

  /** What was read can be written and read again. */
  @SuppressWarnings("unchecked") // a topic's records are what is read of it
  private static void assertComesBack(Topic<?> topic, Object value) throws Unreadable {
    for (Encoding encoding : Encoding.values()) {
      byte[] bytes = ((Topic<Object>) topic).encode(value, encoding);
      assertEquals(value, topic.decode(bytes, encoding));
    }
  }

  private List<Case> sources() {
    ImageReader images = new ImageReader(ReadingLimits.DEFAULT);
    CaptionReader captions = new CaptionReader(ReadingLimits.DEFAULT);
    QueryReader queries = new QueryReader(ReadingLimits.DEFAULT);
    FeedbackReader feedback = new FeedbackReader(ReadingLimits.DEFAULT);
    ConceptReader concepts = new ConceptReader(ReadingLimits.DEFAULT);
    ControlReader controls = new ControlReader(ReadingLimits.DEFAULT);
    ErasureReader erasures = new ErasureReader(ReadingLimits.DEFAULT);
    SpaceReader spaces = new SpaceReader();
    Map<String, List<String>> values = Map.of("bird", List.of("gull"), "place", List.of("a", "b"));
    ImageItem picture =
        new ImageItem("i", "f", Messages.RECEIVED, new byte[] {1, 2}, null, null, "gull", values);
    ImageItem vector =
        new ImageItem("i", "f", null, null, new float[] {1, 0.5f, -3}, "m", null, null);
    Caption caption = new Caption("c", "f", Messages.RECEIVED, "a gull", values);
    Feedback truth =
        new Feedback("i", "f", Messages.RECEIVED, values, "me", new float[] {1, 2}, "m");
    List<byte[]> pictures = new ArrayList<>(both(Topic.IMAGES, picture));
    pictures.addAll(both(Topic.IMAGES, vector));
    return List.of(
        new Case(Topic.IMAGES, images::read, pictures),
        new Case(Topic.CAPTIONS, captions::read, both(Topic.CAPTIONS, caption)),
        new Case(
            Topic.QUERIES, message -> queries.read(message).query(), both(Topic.QUERIES, query())),
        new Case(Topic.FEEDBACK, feedback::read, both(Topic.FEEDBACK, truth)),
        new Case(
            Topic.CONCEPTS,
            message -> concepts.read(message).example(),
            both(
                Topic.CONCEPTS,
                new ConceptExample("dog", ConceptRole.CLASS, new byte[] {1, 2}, null, null))),
        new Case(Topic.CONTROLS, controls::read, both(Topic.CONTROLS, rollback())),
        new Case(
            Topic.ERASURES,
            erasures::read,
            both(
                Topic.ERASURES, new Erasure("r", "f", "i", "anna", "asked to", Messages.RECEIVED))),
        new Case(
            Topic.SPACES,
            message -> spaces.read(message).definition(),
            both(Topic.SPACES, SpaceFile.read(Path.of("conf", "spaces", "birds.yaml")))));
  }

  private static Control rollback() {
    return new Control(
        "c",
        "birds",
        "cam",
        Source.IMAGES,
        null,
        null,
        null,
        Act.ROLLBACK,
        12L,
        Messages.RECEIVED,
        Messages.RECEIVED.plusSeconds(60),
        null,
        "anna",
        "it was foggy",
        Messages.RECEIVED);
  }

  private static Query query() {
    Term word = new Term(null, "birds/bird/gull", Source.CAPTIONS, null, 0.5, null);
    return new Query(
        "q",
        "a gull",
        List.of(word),
        List.of(new Term("sea", null, null, null, null, null)),
        0.25,
        10,
        Duration.ofSeconds(90),
        List.of("cam"),
        Messages.RECEIVED,
        "30m",
        true,
        7,
        new Distinct(Duration.ofMinutes(1), 0.98));
  }

  private static <T> List<byte[]> both(Topic<T> topic, T value) {
    return List.of(topic.encode(value, Encoding.JSON), topic.encode(value, Encoding.AVRO));
  }

  private TopicRecord message(byte[] value) {
    List<Header> headers = new ArrayList<>();
    String contentType =
        random.nextInt(4) > 0 ? null : CONTENT_TYPES[random.nextInt(CONTENT_TYPES.length)];
    if (contentType != null) {
      headers.add(Header.of(Header.CONTENT_TYPE, contentType));
    }
    if (random.nextInt(3) == 0) {
      headers.add(new Header("id", random.nextInt(3) == 0 ? new byte[] {(byte) 0xFE} : null));
    }
    return new TopicRecord("t", 0, 0, Messages.RECEIVED.toEpochMilli(), null, value, headers);
  }

  /** Zero to three changes: a bit, a byte, a cut, a repeated stretch, a stretch of another. */
  private byte[] mutated(Case source) {
    byte[] bytes = source.good.get(random.nextInt(source.good.size())).clone();
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = spliced(bytes, at, bytes);
        default -> bytes = spliced(bytes, at, source.good.get(random.nextInt(source.good.size())));
      }
    }
    return bytes;
  }

  private byte[] spliced(byte[] bytes, int at, byte[] other) {
    int from = random.nextInt(other.length);
    int length = random.nextInt(Math.min(24, other.length - from) + 1);
    ByteArrayOutputStream spliced = new ByteArrayOutputStream();
    spliced.write(bytes, 0, at);
    spliced.write(other, from, length);
    spliced.write(bytes, at, bytes.length - at);
    return spliced.toByteArray();
  }
}
