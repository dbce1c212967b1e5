package io.idealstream.stream.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches of three, of ten bytes, or of what came within 20 milliseconds. */
@SuppressWarnings("try") // a harness may be interrupted while it closes
class MicroBatchOperatorTest {
  private static final BatchSettings SETTINGS = new BatchSettings(3, Duration.ofMillis(20), 10);

  private final RecordedBatches function = new RecordedBatches();
  private final MicroBatchOperator<String, String> operator =
      new MicroBatchOperator<>(function, SETTINGS);
  private OneInputStreamOperatorTestHarness<String, String> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(operator);
    harness.setup(StringSerializer.INSTANCE);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aFullBatchIsWorkedOnAtOnce() throws Exception {
    send("a", "b");
    assertEquals(List.of(), function.batches);

    send("c", "d");

    assertEquals(List.of(List.of("a", "b", "c")), function.batches);
    assertEquals(List.of("A", "B", "C"), harness.extractOutputValues());
  }

  @Test
  void aBatchOfManyBytesIsFullWhateverItsNumber() throws Exception {
    send("abcd", "efghij", "k");
    assertEquals(List.of(List.of("abcd", "efghij")), function.batches);
    assertEquals(1, harness.getProcessingTimeService().getNumActiveTimers(), "that of the next");

    send("lmnopqrs");
    assertEquals(1, function.batches.size(), "9 bytes; those of the batch before do not count");
    send("t");

    assertEquals(List.of("k", "lmnopqrs", "t"), function.batches.get(1));
    assertEquals(List.of("ABCD", "EFGHIJ", "K", "LMNOPQRS", "T"), harness.extractOutputValues());
  }

  @Test
  void aRecordThatFillsABatchAloneIsWorkedOnAtOnceAndLeavesNoState() throws Exception {
    send("0123456789");
    assertEquals(List.of(List.of("0123456789")), function.batches);
    assertFalse(harness.snapshot(1, 1).hasState());
    assertEquals(0, harness.getProcessingTimeService().getNumActiveTimers());
  }

  @Test
  void theFirstRecordWaitsNoLongerThanItsAge() throws Exception {
    harness.setProcessingTime(100);
    send("a");
    harness.setProcessingTime(119);
    send("b");
    assertEquals(List.of(), function.batches);

    harness.setProcessingTime(120);

    assertEquals(List.of(List.of("a", "b")), function.batches);
  }

  @Test
  void aBatchThatEndedEarlyLeavesNoTimerToTheNext() throws Exception {
    harness.setProcessingTime(100);
    send("a", "b", "c");
    assertEquals(0, harness.getProcessingTimeService().getNumActiveTimers());
    harness.setProcessingTime(110);
    send("d");

    harness.setProcessingTime(129);
    assertEquals(1, function.batches.size());
    harness.setProcessingTime(130);
    assertEquals(List.of(List.of("a", "b", "c"), List.of("d")), function.batches);
  }

  @Test
  void aWatermarkComesAfterTheRecordsBeforeIt() throws Exception {
    harness.processWatermark(3);
    harness.processElement("a", 5);
    harness.processWatermark(4);
    harness.processWatermark(5);
    harness.processElement("b", 6);
    assertEquals(List.of(new Watermark(3)), List.copyOf(harness.getOutput()), "no small batches");

    harness.prepareSnapshotPreBarrier(1);
    assertEquals(
        List.of(
            new Watermark(3),
            new StreamRecord<>("A", 5),
            new StreamRecord<>("B", 6),
            new Watermark(5)),
        List.copyOf(harness.getOutput()));
  }

  @Test
  void anInputThatFallsSilentComesAfterTheRecordsBeforeIt() throws Exception {
    harness.processElement("a", 5);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    harness.processWatermarkStatus(WatermarkStatus.ACTIVE);

    assertEquals(
        List.of(new StreamRecord<>("A", 5), WatermarkStatus.IDLE, WatermarkStatus.ACTIVE),
        List.copyOf(harness.getOutput()));
  }

  @Test
  void aLatencyMarkerWaitsWithTheRecordsBeforeIt() throws Exception {
    LatencyMarker first = new LatencyMarker(1, new OperatorID(), 0);
    LatencyMarker second = new LatencyMarker(2, new OperatorID(), 0);
    operator.processLatencyMarker(first);
    harness.processElement("a", 5);
    operator.processLatencyMarker(second);
    harness.endInput();

    List<Object> output = new ArrayList<>(harness.getOutput());
    assertEquals(List.of(first, new StreamRecord<>("A", 5), second), output);
  }

  @Test
  void nothingCrossesABarrierAndNothingIsKeptAsState() throws Exception {
    send("a", "b");
    harness.prepareSnapshotPreBarrier(1);
    assertEquals(List.of("A", "B"), harness.extractOutputValues());

    OperatorSubtaskState state = harness.snapshot(1, 1);

    assertFalse(state.hasState());
    send("c");
    harness.prepareSnapshotPreBarrier(2);
    assertEquals(List.of(List.of("a", "b"), List.of("c")), function.batches);
  }

  @Test
  void theEndOfTheInputEndsTheBatch() throws Exception {
    send("a");
    harness.endInput();

    assertEquals(List.of("A"), harness.extractOutputValues());
    assertEquals(0, harness.getProcessingTimeService().getNumActiveTimers());
  }

  @Test
  void anEmptyBatchIsNeverWorkedOn() throws Exception {
    harness.processWatermark(1);
    harness.prepareSnapshotPreBarrier(1);
    harness.endInput();
    harness.setProcessingTime(1000);

    assertEquals(List.of(), function.batches);
  }

  @Test
  void resultsKeepTheTimeOfTheirRecordUnlessToldOtherwise() throws Exception {
    harness.processElement("a", 7);
    harness.processElement(new StreamRecord<>("b"));
    harness.processElement(RecordedBatches.AT_TEN, 8);
    harness.processElement(RecordedBatches.TO_SIDE, 9);
    harness.endInput();

    assertEquals(
        List.of(
            new StreamRecord<>("A", 7),
            new StreamRecord<>("B"),
            new StreamRecord<>(RecordedBatches.AT_TEN, 10)),
        List.copyOf(harness.getOutput()));
    assertEquals(
        List.of(new StreamRecord<>(RecordedBatches.TO_SIDE, 9)),
        List.copyOf(harness.getSideOutput(RecordedBatches.SIDE)));
  }

  @Test
  void anElementThatTheCallerUsesAgainIsNotWhatWaits() throws Exception {
    StreamRecord<String> used = new StreamRecord<>("a", 1);
    operator.processElement(used);
    operator.processElement(used.replace("b", 2));
    harness.endInput();

    assertEquals(
        List.of(new StreamRecord<>("A", 1), new StreamRecord<>("B", 2)),
        List.copyOf(harness.getOutput()));
  }

  @Test
  void lackOfMemoryFailsTheJobWhereverItShows() throws Exception {
    send("a");
    assertThrows(OutOfMemoryError.class, () -> send(RecordedBatches.OUT_OF_MEMORY, "c"));
    send(RecordedBatches.OUT_OF_MEMORY);
    assertThrows(
        OutOfMemoryError.class, () -> harness.processWatermarkStatus(WatermarkStatus.IDLE));
    send(RecordedBatches.OUT_OF_MEMORY);
    assertThrows(OutOfMemoryError.class, () -> harness.prepareSnapshotPreBarrier(1));
    send(RecordedBatches.OUT_OF_MEMORY);
    assertThrows(OutOfMemoryError.class, () -> harness.setProcessingTime(1000));
  }

  @Test
  void theFunctionIsClosedWithTheOperator() throws Exception {
    assertEquals(0, function.closed);
    harness.close();
    assertEquals(1, function.closed);
  }

  @Test
  void aFunctionThatCannotBeOpenedIsClosed() throws Exception {
    RecordedBatches failing = new RecordedBatches();
    failing.failureToOpen = new IllegalStateException("no model");
    try (OneInputStreamOperatorTestHarness<String, String> broken =
        new OneInputStreamOperatorTestHarness<>(new MicroBatchOperator<>(failing, SETTINGS))) {
      broken.setup(StringSerializer.INSTANCE);
      assertSame(failing.failureToOpen, assertThrows(IllegalStateException.class, broken::open));
      assertEquals(1, failing.closed);
    }
  }

  @Test
  void theSizesOfBatchesAreMeasured() throws Exception {
    InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    InterceptingTaskMetricGroup task =
        new InterceptingTaskMetricGroup() {
          @Override
          public InternalOperatorMetricGroup getOrAddOperator(
              OperatorID id, String name, java.util.Map<String, String> variables) {
            return metrics;
          }
        };
    MockEnvironment environment = new MockEnvironmentBuilder().setMetricGroup(task).build();
    try (OneInputStreamOperatorTestHarness<String, String> measured =
        new OneInputStreamOperatorTestHarness<>(
            new MicroBatchOperator<>(new RecordedBatches(), SETTINGS), environment)) {
      measured.setup(StringSerializer.INSTANCE);
      measured.open();
      for (String word : List.of("a", "b", "c", "d")) {
        measured.processElement(word, 0);
      }
      measured.endInput();

      DescriptiveStatisticsHistogram sizes =
          (DescriptiveStatisticsHistogram) metrics.get("batchSize");
      assertEquals(2, sizes.getCount());
      assertEquals(3, sizes.getStatistics().getMax());
      assertEquals(1, sizes.getStatistics().getMin());
    }
  }

  @Test
  void badSettingsAreRefused() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> new BatchSettings(0, Duration.ofMillis(1), 1))
            .getMessage()
            .contains("batch.size"));
    assertThrows(
        IllegalArgumentException.class, () -> new BatchSettings(1, Duration.ofMillis(-1), 1));
    assertThrows(
        IllegalArgumentException.class, () -> new BatchSettings(1, Duration.ofMillis(1), 0));
  }

  private void send(String... words) throws Exception {
    for (String word : words) {
      harness.processElement(word, 0);
    }
  }
}
