package io.idealstream.job;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Event time of a stream that has none: never heard, so that others set the pace.
 *
 * <p>Silence and not a watermark at the end of time: where the items are silent too, that would be
 * the only one left, and time would run to its end.
 */
final class Timeless<T> implements WatermarkGenerator<T> {
  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
