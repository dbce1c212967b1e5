package io.idealstream.stream.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.fixtures.LogLines;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.ImageArrival;
import io.idealstream.stream.Messages;
import io.idealstream.stream.Modality;
import io.idealstream.stream.output.DeadLetterSettings;
import io.idealstream.wire.TopicRecord;
import io.idealstream.wire.codec.ReadingLimits;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ReadImagesTest {

  private static OneInputStreamOperatorTestHarness<TopicRecord, ImageArrival> harness()
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new ReadImages(ReadingLimits.DEFAULT, new DeadLetterSettings(1 << 10, 1 << 20))));
    harness.open();
    return harness;
  }

  /** The key is the feed, and Kafka's time stands in for what could not be read. */
  @Test
  void aMessageThatCannotBeReadIsLostToTheFeedOfItsKey() throws Exception {
    try (var harness = harness()) {
      harness.processElement(
          new StreamRecord<>(Messages.keyed("cam", "{\"id\": ".getBytes(UTF_8))));
      Embedded lost = harness.getSideOutput(ReadImages.LOST).remove().getValue();
      assertEquals(Modality.LOST, lost.modality());
      assertEquals("cam", lost.feed());
      assertEquals(Messages.RECEIVED, lost.time());
      assertEquals(List.of(), harness.extractOutputValues());
    }
  }

  @Test
  void withoutAKeyItIsSaidThatNoFeedHasLostIt() throws Exception {
    try (LogLines lines = LogLines.of(ReadImages.class);
        var harness = harness()) {
      harness.processElement(new StreamRecord<>(Messages.of("{\"id\": ")));
      assertNull(harness.getSideOutput(ReadImages.LOST));
      assertEquals(
          List.of(
              "A dead letter of idealstream.test, partition 3, offset 17, has no key that names its"
                  + " feed: drift counts it for none"),
          lines.now());
    }
  }

  @Test
  void aMisspeltFieldIsSaidAndTheItemIsTaken() throws Exception {
    try (LogLines lines = LogLines.of(ReadImages.class);
        var harness = harness()) {
      harness.processElement(
          new StreamRecord<>(
              Messages.of("{\"id\": \"a\", \"fed\": \"pond\", \"image\": \"/9j/\"}")));
      assertEquals("default", harness.extractOutputValues().get(0).image().feed());
      assertEquals(
          List.of(
              "a of idealstream.test, partition 3, offset 17, has a field or header that is not"
                  + " read: fed; did you mean feed?"),
          lines.now());
    }
  }
}
