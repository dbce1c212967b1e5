package io.idealstream.job;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkOutputMultiplexer;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.util.PausableRelativeClock;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.operators.TimestampsAndWatermarksOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Gives items their times, and event time its pace: each partition has a clock of its own, and of
 * those that are not silent the one that is furthest behind counts. So items of a partition that is
 * read behind others are not late.
 *
 * <p>Event time begins once all partitions that are not silent have been heard of, see {@link
 * Heard}. While this task is busy, as with the model behind it, or suspended, no partition falls
 * silent: its items may be there.
 */
final class TimeItems<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T>, ProcessingTimeCallback {

  private static final long serialVersionUID = 1L;
  private static final int HISTOGRAM_WINDOW = 1000;

  /**
   * How time goes.
   *
   * @param outOfOrder how much later than its successors an item of a partition may come
   * @param maxSkew how far a producer's clock may be ahead
   * @param idleAfter the silence of a partition that others no longer wait for
   */
  record Pace(Duration outOfOrder, Duration maxSkew, Duration idleAfter) implements Serializable {}

  private final SerializableFunction<T, Instant> time;
  private final SerializableFunction<T, Integer> partition;
  private final Pace pace;

  private transient PausableRelativeClock pausable;
  private transient WakefulClock activity;
  private transient Map<Integer, ClockedWatermarks> clocks;
  private transient Told told;
  private transient WatermarkOutputMultiplexer slowest;
  private transient boolean heard;
  private transient long activeNanos;
  private transient Counter late;
  private transient Histogram lateness;

  TimeItems(
      SerializableFunction<T, Instant> time,
      SerializableFunction<T, Integer> partition,
      Pace pace) {
    this.time = time;
    this.partition = partition;
    this.pace = pace;
  }

  /** What others were told of event time. */
  private static final class Told implements WatermarkOutput {
    private final WatermarkOutput output;
    private long watermark = Long.MIN_VALUE;

    Told(WatermarkOutput output) {
      this.output = output;
    }

    @Override
    public void emitWatermark(org.apache.flink.api.common.eventtime.Watermark mark) {
      watermark = Math.max(watermark, mark.getTimestamp());
      output.emitWatermark(mark);
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    pausable = new PausableRelativeClock(getProcessingTimeService().getClock());
    pressure().registerBackPressureListener(pausable);
    activity = WakefulClock.of(pausable, Duration.ofMillis(intervalMillis()));
    activeNanos = activity.relativeTimeNanos();
    clocks = new HashMap<>();
    told = new Told(new TimestampsAndWatermarksOperator.WatermarkEmitter(output));
    slowest = new WatermarkOutputMultiplexer(told);
    late = getMetricGroup().counter("itemsLate");
    lateness =
        getMetricGroup()
            .histogram("lateness", new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    waitForTurn();
  }

  private TaskIOMetricGroup pressure() {
    return getContainingTask().getEnvironment().getMetricGroup().getIOMetricGroup();
  }

  private void waitForTurn() {
    getProcessingTimeService()
        .registerTimer(
            getProcessingTimeService().getCurrentProcessingTime() + intervalMillis(), this);
  }

  private long intervalMillis() {
    return getExecutionConfig().getAutoWatermarkInterval();
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    T item = element.getValue();
    long at = time.apply(item).toEpochMilli();
    if (at <= told.watermark) {
      late.inc();
      lateness.update(told.watermark - at);
    }
    activeNanos = activity.relativeTimeNanos();
    element.setTimestamp(at);
    if (clocks.computeIfAbsent(partition.apply(item), this::clock).onEvent(at)) {
      // at once, and not with the next watermark: by another way that may come first
      told.markActive();
    }
    output.collect(element);
  }

  private ClockedWatermarks clock(int ofPartition) {
    String name = Integer.toString(ofPartition);
    slowest.registerNewOutput(name);
    return new ClockedWatermarks(
        pace.outOfOrder, pace.maxSkew, pace.idleAfter, InstantSource.system(), activity);
  }

  @Override
  public void onProcessingTime(long now) {
    activity.look();
    tell();
    waitForTurn();
  }

  private void tell() {
    if (heard && !clocks.isEmpty()) {
      clocks.forEach(
          (ofPartition, clock) ->
              clock.tell(slowest.getDeferredOutput(Integer.toString(ofPartition))));
      slowest.onPeriodicEmit();
    } else if (activity.relativeTimeNanos() - activeNanos > pace.idleAfter.toNanos()) {
      told.markIdle();
    }
  }

  /** What comes from before says that partitions were heard of, or that all is over. */
  @Override
  public void processWatermark(Watermark mark) {
    heard = true;
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      told.emitWatermark(org.apache.flink.api.common.eventtime.Watermark.MAX_WATERMARK);
    }
  }

  /** Silence is of partitions whose items have been read. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void finish() throws Exception {
    super.finish();
    tell();
  }

  @Override
  public void close() throws Exception {
    pressure().unregisterBackPressureListener(pausable);
    super.close();
  }
}
