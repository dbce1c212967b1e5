package io.idealstream.stream.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.idealstream.drift.IntervalItems;
import io.idealstream.drift.Seen;
import io.idealstream.estimate.HeldSpace;
import io.idealstream.estimate.PreparedSpace;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.inforce.WaitingSettings;
import io.idealstream.wire.codec.SpaceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SampleFeedsTest {

  private static final long FIRST = DriftWorld.SETTINGS.intervalAt(DriftWorld.BEGIN);

  private static TwoInputStreamOperatorTestHarness<Embedded, PreparedSpace, FeedSample> harness()
      throws Exception {
    var harness =
        new TwoInputStreamOperatorTestHarness<>(
            new SampleFeeds(new WaitingSettings(Set.of("birds"), 10), DriftWorld.SETTINGS));
    harness.open();
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    harness.processElement2(new StreamRecord<>(DriftWorld.SPACE));
    return harness;
  }

  private static Map<String, IntervalItems> samples(List<FeedSample> sent) {
    Map<String, IntervalItems> samples = new TreeMap<>();
    sent.forEach(sample -> samples.put(sample.feed(), IntervalItems.of(sample.items())));
    return samples;
  }

  @Test
  void itemsAndDeadLettersOfAFeedAreSentOnOnceTheirIntervalEnds() throws Exception {
    float[] vector = DriftWorld.feed("cam-1", false, 1).get(0).vector();
    try (var harness = harness()) {
      harness.processElement1(
          new StreamRecord<>(
              new Embedded(
                  Modality.IMAGE,
                  "a",
                  "cam-1",
                  DriftWorld.BEGIN,
                  DriftWorld.SPACE.model(),
                  vector,
                  null,
                  null,
                  640 * 480)));
      harness.processElement1(
          new StreamRecord<>(Embedded.lost("cam-1", DriftWorld.BEGIN.plusMillis(10))));
      harness.processElement1(new StreamRecord<>(Embedded.lost("cam-1", DriftWorld.BEGIN)));
      assertEquals(List.of(), harness.extractOutputValues());
      harness.processWatermark1(new Watermark(DriftWorld.SETTINGS.closing(FIRST)));
      Map<String, IntervalItems> samples = samples(harness.extractOutputValues());
      assertEquals(Set.of("*", "cam-1"), samples.keySet());
      for (IntervalItems items : samples.values()) {
        assertEquals(1, items.arrived());
        assertEquals(2, items.deadLetters());
      }
      IntervalItems expected = new IntervalItems(DriftWorld.SETTINGS.maxItems());
      expected.add("a", new Seen(vector, 640 * 480));
      expected.addDeadLetters(2);
      assertArrayEquals(expected.toBytes(), samples.get("cam-1").toBytes());
    }
  }

  /** Keys are anybody's: feeds that no item came of are not numbered. */
  @Test
  void whatCannotBeReadMakesNoFeed() throws Exception {
    try (var harness = harness()) {
      harness.processElement1(new StreamRecord<>(Embedded.lost("x", DriftWorld.BEGIN)));
      harness.prepareSnapshotPreBarrier(1);
      assertEquals(Set.of("*", "x"), samples(harness.extractOutputValues()).keySet());
      assertNull(harness.getSideOutput(SampleFeeds.SEEN));
    }
  }

  @Test
  void aSpaceOnTrialIsNotWatched() throws Exception {
    PreparedSpace live = DriftWorld.SPACE;
    PreparedSpace trial =
        new PreparedSpace(
            "birds~trial",
            live.version(),
            SpaceFile.canonicalJson(HeldSpace.of(live).parsed().named("birds~trial", true)),
            live.model(),
            live.logitScale(),
            live.prompts(),
            live.plain(),
            live.gate());
    try (var harness = harness()) {
      harness.processElement2(new StreamRecord<>(trial));
      harness.processElement1(new StreamRecord<>(DriftWorld.feed("cam-1", false, 1).get(0)));
      harness.processElement1(new StreamRecord<>(Embedded.lost("cam-1", DriftWorld.BEGIN)));
      harness.prepareSnapshotPreBarrier(1);
      assertEquals(
          Set.of("birds"),
          harness.extractOutputValues().stream()
              .map(FeedSample::space)
              .collect(Collectors.toSet()));
    }
  }
}
