package io.idealstream.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.DocPage;
import io.idealstream.wire.Encoding;
import io.idealstream.wire.Keys;
import io.idealstream.wire.Outgoing;
import io.idealstream.wire.TopicRecord;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page about the topics is what the code says, and its examples are records. */
class TopicGuideTest {

  @Test
  void theGuideIsWhatTheCodeSays() throws IOException {
    DocPage.isMadeAs("docs/topics.md", TopicGuide.markdown());
  }

  @Test
  void everyTopicIsThereInTheContractsOrder() {
    assertEquals(Topic.all(), TopicGuide.ENTRIES.stream().map(TopicGuide.Entry::topic).toList());
  }

  @Test
  void everyTopicWithRecordsHasAnExample() {
    assertEquals(
        List.of(Topic.DEAD_LETTERS),
        TopicGuide.ENTRIES.stream()
            .filter(entry -> entry.examples().isEmpty())
            .map(TopicGuide.Entry::topic)
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> examplesComeBackAndHaveTheKeyOfTheirFields() {
    return TopicGuide.ENTRIES.stream()
        .filter(entry -> entry.topic().hasRecords())
        .map(entry -> DynamicTest.dynamicTest(entry.topic().code(), () -> check(entry)));
  }

  private static <T> void check(TopicGuide.Entry<T> entry) throws Exception {
    Topic<T> topic = entry.topic();
    for (T example : entry.examples()) {
      assertEquals(example, topic.decode(topic.encode(example, Encoding.JSON), Encoding.JSON));
      T back = topic.decode(topic.encode(example, Encoding.AVRO), Encoding.AVRO);
      if (topic != Topic.POLICIES) { // whose Avro leaves examples out
        assertEquals(example, back);
      }
      Outgoing message = topic.message(example, Encoding.JSON);
      String own = TopicGuide.keyOf(entry, Json.object(message.value()));
      String key = TopicGuide.key(message);
      assertTrue(key.equals(own) || Keys.plainText(key).equals(own), key + " is not " + own);
    }
  }

  /** The readers that hold what comes against more than the schema. */
  @Test
  void whatAJobReadsIsTaken() throws Exception {
    ReadingLimits limits = ReadingLimits.DEFAULT;
    ImageReader images = new ImageReader(limits);
    Outgoing picture = Pictures.message(ExampleRecords.image(), "image/png");
    assertEquals(ExampleRecords.image(), images.read(arrived(picture)));
    assertEquals(ExampleRecords.image(), images.read(sent(Topic.IMAGES, ExampleRecords.image())));
    assertEquals(ExampleRecords.vector(), images.read(sent(Topic.IMAGES, ExampleRecords.vector())));
    assertEquals(
        ExampleRecords.caption(),
        new CaptionReader(limits).read(sent(Topic.CAPTIONS, ExampleRecords.caption())));
    assertEquals(
        ExampleRecords.query(),
        new QueryReader(limits).read(sent(Topic.QUERIES, ExampleRecords.query())).query());
    assertEquals(
        ExampleRecords.text(),
        new TextReader(limits).read(sent(Topic.TEXTS, ExampleRecords.text())).vector());
    assertEquals(
        ExampleRecords.space(),
        new SpaceReader().read(sent(Topic.SPACES, ExampleRecords.space())).definition());
    assertEquals(
        ExampleRecords.policy(),
        new PolicyReader().read(sent(Topic.POLICIES, ExampleRecords.policy())).text());
    assertEquals(
        ExampleRecords.control(),
        new ControlReader(limits).read(sent(Topic.CONTROLS, ExampleRecords.control())));
    assertEquals(
        ExampleRecords.erasure(),
        new ErasureReader(limits).read(sent(Topic.ERASURES, ExampleRecords.erasure())));
    assertEquals(
        ExampleRecords.feedback(),
        new FeedbackReader(limits).read(sent(Topic.FEEDBACK, ExampleRecords.feedback())));
  }

  private static <T> TopicRecord sent(Topic<T> topic, T value) {
    return arrived(topic.message(value, Encoding.JSON));
  }

  private static TopicRecord arrived(Outgoing message) {
    return new TopicRecord(
        "idealstream.test",
        0,
        0,
        Messages.RECEIVED.toEpochMilli(),
        message.key(),
        message.value(),
        message.headers());
  }
}
