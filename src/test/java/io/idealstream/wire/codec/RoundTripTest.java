package io.idealstream.wire.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.idealstream.wire.Caption;
import io.idealstream.wire.ConceptExample;
import io.idealstream.wire.Control;
import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftScore;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Erasure;
import io.idealstream.wire.Feedback;
import io.idealstream.wire.Hit;
import io.idealstream.wire.ImageItem;
import io.idealstream.wire.Label;
import io.idealstream.wire.Quality;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.Word;
import io.idealstream.wire.WordsHead;
import io.idealstream.wire.WordsRecord;
import io.idealstream.wire.decision.Decision;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Random records through both encodings, and through Avro's own encoder and decoder. */
class RoundTripTest {

  private static final int RECORDS = 100;

  private record Case<T>(String name, Topic<T> topic, Class<? extends Record> type) {}

  private static Stream<Case<?>> cases() {
    return Stream.of(
        new Case<>("images", Topic.IMAGES, ImageItem.class),
        new Case<>("captions", Topic.CAPTIONS, Caption.class),
        new Case<>("queries", Topic.QUERIES, Query.class),
        new Case<>("concepts", Topic.CONCEPTS, ConceptExample.class),
        new Case<>("controls", Topic.CONTROLS, Control.class),
        new Case<>("erasures", Topic.ERASURES, Erasure.class),
        new Case<>("feedback", Topic.FEEDBACK, Feedback.class),
        new Case<>("labels", Topic.LABELS, Label.class),
        new Case<>("hits", Topic.HITS, Hit.class),
        new Case<>("decisions", Topic.DECISIONS, Decision.class),
        new Case<WordsRecord>("words: word", Topic.WORDS, Word.class),
        new Case<WordsRecord>("words: head", Topic.WORDS, WordsHead.class),
        new Case<>("quality", Topic.QUALITY, Quality.class),
        new Case<>("drift", Topic.DRIFT, Drift.class),
        new Case<>("drift-scores", Topic.DRIFT_SCORES, DriftScore.class),
        new Case<>("status", Topic.STATUS, Status.class));
  }

  @TestFactory
  Stream<DynamicTest> randomRecordsComeBackEqualFromBothEncodings() {
    return cases().map(one -> DynamicTest.dynamicTest(one.name, () -> comesBackEqual(one)));
  }

  @SuppressWarnings("unchecked") // a case's type is one of its codec's
  private static <T> void comesBackEqual(Case<T> one) throws Exception {
    RandomRecords random = new RandomRecords(1);
    for (int i = 0; i < RECORDS; i++) {
      T value = (T) random.next(one.type);
      for (Encoding encoding : Encoding.values()) {
        byte[] bytes = one.topic.encode(value, encoding);
        T back = one.topic.decode(bytes, encoding);
        assertEquals(value, back);
        assertArrayEquals(bytes, one.topic.encode(back, encoding));
      }
      assertNotEquals(value, random.next(one.type));
    }
  }

  @TestFactory
  Stream<DynamicTest> avrosOwnCodeReadsAndWritesTheSameBytes() {
    return cases().map(one -> DynamicTest.dynamicTest(one.name, () -> avroAgrees(one)));
  }

  @SuppressWarnings("unchecked") // a case's type is one of its codec's
  private static <T> void avroAgrees(Case<T> one) throws Exception {
    Schema schema = TopicSchema.of(one.topic).schema();
    GenericData data = new GenericData();
    RandomRecords random = new RandomRecords(2);
    for (int i = 0; i < RECORDS; i++) {
      T value = (T) random.next(one.type);
      byte[] ours = one.topic.encode(value, Encoding.AVRO);

      Object generic = new BinaryMessageDecoder<>(data, schema).decode(ours);
      byte[] theirs = new BinaryMessageEncoder<>(data, schema).encode(generic).array();

      assertEquals(value, one.topic.decode(theirs, Encoding.AVRO));
    }
  }
}
