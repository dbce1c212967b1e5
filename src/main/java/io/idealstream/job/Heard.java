package io.idealstream.job;

import io.idealstream.wire.TopicRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Says of a partition that its first record has come, by a watermark at the beginning of time. What
 * time an item is of shows when it is read; but the source alone knows its partitions, and lets a
 * watermark pass once all that are not silent have one. {@link TimeItems} waits for that.
 *
 * <p>A partition is silent where no record has come for a while in which the source could have read
 * it. A job that starts is busy for seconds, and may have a backlog.
 */
final class Heard implements WatermarkGenerator<TopicRecord> {

  private static final Watermark BEGINNING = new Watermark(Long.MIN_VALUE + 1);

  private final long idleAfterNanos;
  private final WakefulClock activity;
  private final long startNanos;
  private boolean heard;

  /**
   * @param idleAfter the silence of a partition that others no longer wait for
   * @param activity a clock that stands while the source is held up by those that read it
   * @param interval from one look to the next, where the source is not busy
   */
  Heard(Duration idleAfter, RelativeClock activity, Duration interval) {
    this.idleAfterNanos = idleAfter.toNanos();
    this.activity = WakefulClock.of(activity, interval);
    this.startNanos = this.activity.relativeTimeNanos();
  }

  @Override
  public void onEvent(TopicRecord record, long time, WatermarkOutput output) {
    heard = true;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    activity.look();
    if (heard) {
      output.emitWatermark(BEGINNING);
    } else if (activity.relativeTimeNanos() - startNanos > idleAfterNanos) {
      output.markIdle();
    }
  }
}
