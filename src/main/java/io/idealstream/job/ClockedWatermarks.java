package io.idealstream.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks behind the latest item, and never ahead of the clock of the machine that reads.
 *
 * <pre>
 *   watermark = (latest time that is not ahead of the clock) - out-of-order - 1 ms
 * </pre>
 *
 * <p>An item that is ahead of the clock waits its turn: it moves event time once the clock has come
 * to it, so that one producer whose clock is fast makes no other's items late. What is ahead by
 * more than a producer's clock may be counts as of now: then the reader's clock is slow.
 *
 * <p>A stream is silent once no item has come, and none that is ahead has had its turn, for a
 * while: then it holds no other back.
 */
final class ClockedWatermarks<T> implements WatermarkGenerator<T> {
  private static final int HISTOGRAM_WINDOW = 1000;

  /** Times ahead are known to the second, rounded down: as many as the skew has seconds. */
  private static final long GRAIN_MILLIS = 1000;

  private final long outOfOrder;
  private final long maxSkew;
  private final long idleAfterNanos;
  private final InstantSource clock;
  private final RelativeClock activity;
  private final Counter late;
  private final Histogram lateness;
  private final TreeSet<Long> ahead = new TreeSet<>();

  private long latest;
  private long watermark = Long.MIN_VALUE;
  private long activeNanos;

  /**
   * @param outOfOrder how much later than its successors an item may come
   * @param maxSkew how far a producer's clock may be ahead
   * @param idleAfter the silence of a stream that others no longer wait for
   * @param activity a clock that stands while the stream is held up by those that read it
   * @param metrics {@code itemsLate}, items that came behind the watermark, and {@code lateness},
   *     by how many milliseconds
   */
  ClockedWatermarks(
      Duration outOfOrder,
      Duration maxSkew,
      Duration idleAfter,
      InstantSource clock,
      RelativeClock activity,
      MetricGroup metrics) {
    this.outOfOrder = outOfOrder.toMillis();
    this.maxSkew = maxSkew.toMillis();
    this.idleAfterNanos = idleAfter.toNanos();
    this.clock = clock;
    this.activity = activity;
    this.activeNanos = activity.relativeTimeNanos();
    this.latest = Long.MIN_VALUE + this.outOfOrder + 1;
    this.late = metrics.counter("itemsLate");
    this.lateness =
        metrics.histogram("lateness", new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
  }

  @Override
  public void onEvent(T item, long time, WatermarkOutput output) {
    activeNanos = activity.relativeTimeNanos();
    if (time <= watermark) {
      late.inc();
      lateness.update(watermark - time);
    }
    long now = clock.millis();
    if (time <= now) {
      latest = Math.max(latest, time);
    } else if (time - now <= maxSkew) {
      ahead.add(Math.floorDiv(time, GRAIN_MILLIS) * GRAIN_MILLIS);
    } else {
      latest = Math.max(latest, now);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    while (!ahead.isEmpty() && ahead.first() <= now) {
      latest = Math.max(latest, ahead.pollFirst());
      activeNanos = activity.relativeTimeNanos();
    }
    if (activity.relativeTimeNanos() - activeNanos > idleAfterNanos) {
      output.markIdle();
      return;
    }
    watermark = latest - outOfOrder - 1;
    output.emitWatermark(new Watermark(watermark));
  }
}
