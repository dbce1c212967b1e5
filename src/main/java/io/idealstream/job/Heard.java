package io.idealstream.job;

import io.idealstream.wire.TopicRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Says of a partition that its first record has come, by a watermark at the beginning of time. What
 * time an item is of shows when it is read; but the source alone knows its partitions, and lets a
 * watermark pass once all that are not silent have one. {@link TimeItems} waits for that.
 */
final class Heard implements WatermarkGenerator<TopicRecord> {

  private static final Watermark BEGINNING = new Watermark(Long.MIN_VALUE + 1);

  private boolean heard;

  @Override
  public void onEvent(TopicRecord record, long time, WatermarkOutput output) {
    heard = true;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (heard) {
      output.emitWatermark(BEGINNING);
    }
  }
}
