package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.wire.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items are messages of partitions, their times those of Kafka. */
class TimeItemsTest {

  private static final long NOON = 1_772_366_400_000L;
  private static final long INTERVAL = 200;
  private static final Watermark HEARD = new Watermark(Long.MIN_VALUE + 1);

  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
  private OneInputStreamOperatorTestHarness<TopicRecord, TopicRecord> harness;
  private long now;

  @BeforeEach
  void open() throws Exception {
    InterceptingTaskMetricGroup task =
        new InterceptingTaskMetricGroup() {
          @Override
          public InternalOperatorMetricGroup getOrAddOperator(
              OperatorID id, String name, Map<String, String> variables) {
            return metrics;
          }
        };
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new TimeItems<>(
                item -> Instant.ofEpochMilli(item.timestampMillis()),
                TopicRecord::partition,
                new TimeItems.Pace(
                    Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(10))),
            new MockEnvironmentBuilder().setMetricGroup(task).build());
    harness.getExecutionConfig().setAutoWatermarkInterval(INTERVAL);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void theSlowestPartitionSetsThePaceAndNothingOfItIsLate() throws Exception {
    take(0, NOON, NOON + 60_000);
    take(1, NOON);
    harness.processWatermark(HEARD);
    assertEquals(List.of(mark(NOON)), pass(INTERVAL));
    take(1, NOON + 1_000, NOON + 30_000);
    take(0, NOON + 90_000);
    assertEquals(List.of(mark(NOON + 30_000)), pass(INTERVAL));
    take(1, NOON + 120_000);
    assertEquals(List.of(mark(NOON + 90_000)), pass(INTERVAL));
    assertEquals(0, late());
  }

  @Test
  void timeBeginsOnceAllPartitionsWereHeardOf() throws Exception {
    take(0, NOON, NOON + 60_000);
    assertEquals(List.of(), pass(5_000));
    take(1, NOON);
    harness.processWatermark(HEARD);
    assertEquals(List.of(mark(NOON)), pass(INTERVAL));
  }

  @Test
  void aPartitionThatIsSilentHoldsNobodyBack() throws Exception {
    take(0, NOON);
    take(1, NOON);
    harness.processWatermark(HEARD);
    pass(INTERVAL);
    for (int second = 1; second <= 9; second++) {
      take(0, NOON + second * 1_000);
      assertEquals(List.of(), pass(1_000), "it may be behind");
    }
    take(0, NOON + 60_000);
    assertEquals(List.of(mark(NOON + 60_000)), pass(1_000));
    assertEquals(List.of(WatermarkStatus.IDLE), pass(11_000), "now both are");
    take(1, NOON + 61_000);
    assertEquals(WatermarkStatus.ACTIVE, harness.getOutput().peek(), "before the item");
    assertEquals(List.of(WatermarkStatus.ACTIVE, mark(NOON + 61_000)), pass(INTERVAL));
  }

  @Test
  void aTaskThatIsBusyDoesNotTakeAPartitionForSilent() throws Exception {
    take(0, NOON);
    take(1, NOON);
    harness.processWatermark(HEARD);
    pass(INTERVAL);
    leap(60_000);
    assertEquals(List.of(), pass(INTERVAL), "items may have come meanwhile");
    take(0, NOON + 60_000);
    leap(60_000);
    take(1, NOON + 1_000);
    assertEquals(List.of(mark(NOON + 1_000)), pass(INTERVAL));
    assertEquals(List.of(), pass(9_000));
    assertEquals(List.of(mark(NOON + 60_000), WatermarkStatus.IDLE), pass(2_000));
  }

  @Test
  void aSubtaskWithoutAnyPartitionIsIdle() throws Exception {
    assertEquals(List.of(), pass(9_000));
    assertEquals(List.of(WatermarkStatus.IDLE), pass(2_000));
  }

  @Test
  void aFastClockOfOnePartitionNeitherHurriesNorHoldsTheOthers() throws Exception {
    take(1, NOON);
    harness.processWatermark(HEARD);
    List<Object> said = new ArrayList<>();
    for (int second = 1; second <= 12; second++) {
      take(0, Instant.now().plusSeconds(240).toEpochMilli());
      take(1, NOON + second * 1_000);
      said.addAll(pass(1_000));
    }
    assertEquals(List.of(mark(NOON + 11_000), mark(NOON + 12_000)), said);
    assertEquals(0, late());
  }

  @Test
  void whatComesBehindTheWatermarkIsCounted() throws Exception {
    take(0, NOON);
    harness.processWatermark(HEARD);
    pass(INTERVAL);
    take(0, NOON - 5_000, NOON - 5_001, NOON - 5_011);
    assertEquals(2, late());
    take(1, NOON - 60_000);
    assertEquals(3, late(), "a partition that comes later");
  }

  @Test
  void theEndOfTimePasses() throws Exception {
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertEquals(List.of(Watermark.MAX_WATERMARK), new ArrayList<>(harness.getOutput()));
  }

  private static Watermark mark(long latest) {
    return new Watermark(latest - 5_001);
  }

  private void take(int partition, long... times) throws Exception {
    for (long time : times) {
      TopicRecord item = new TopicRecord("images", partition, 0, time, null, null, List.of());
      harness.processElement(new StreamRecord<>(item));
    }
  }

  private long late() {
    return ((Counter) metrics.get("itemsLate")).getCount();
  }

  /** What is said of time while it passes. */
  private List<Object> pass(long millis) throws Exception {
    for (long end = now + millis; now < end; ) {
      leap(INTERVAL);
    }
    List<Object> said = new ArrayList<>(harness.getOutput());
    said.removeIf(StreamRecord.class::isInstance);
    harness.getOutput().clear();
    return said;
  }

  /** Time passes, and the task comes to look at it at the end of it alone. */
  private void leap(long millis) throws Exception {
    now += millis;
    harness.setProcessingTime(now);
  }
}
