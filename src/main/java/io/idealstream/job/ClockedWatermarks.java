package io.idealstream.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The clock of one partition: watermarks behind its latest item, and never ahead of the clock of
 * the machine that reads.
 *
 * <pre>
 *   watermark = (latest time that is not ahead of the clock) - out-of-order - 1 ms
 * </pre>
 *
 * <p>An item that is ahead of the clock waits its turn: it moves event time once the clock has come
 * to it, so that one producer whose clock is fast makes no other's items late. What is ahead by
 * more than a producer's clock may be counts as of now: then the reader's clock is slow.
 *
 * <p>It is silent once no item of the past has come, and none that is ahead has had its turn, for a
 * while: then it holds no other back.
 */
final class ClockedWatermarks {
  /** Times ahead are known to the second, rounded down: as many as the skew has seconds. */
  private static final long GRAIN_MILLIS = 1000;

  private final long outOfOrder;
  private final long maxSkew;
  private final long idleAfterNanos;
  private final InstantSource clock;
  private final RelativeClock activity;
  private final TreeSet<Long> ahead = new TreeSet<>();

  private long latest;
  private long told = Long.MIN_VALUE;
  private long activeNanos;

  /**
   * @param outOfOrder how much later than its successors an item may come
   * @param maxSkew how far a producer's clock may be ahead
   * @param idleAfter the silence of a stream that others no longer wait for
   * @param activity a clock that stands while the stream is held up by those that read it, or
   *     nobody looks
   */
  ClockedWatermarks(
      Duration outOfOrder,
      Duration maxSkew,
      Duration idleAfter,
      InstantSource clock,
      RelativeClock activity) {
    this.outOfOrder = outOfOrder.toMillis();
    this.maxSkew = maxSkew.toMillis();
    this.idleAfterNanos = idleAfter.toNanos();
    this.clock = clock;
    this.activity = activity;
    this.activeNanos = activity.relativeTimeNanos();
    this.latest = Long.MIN_VALUE + this.outOfOrder + 1;
  }

  /** An item of a time has come; gives whether it does not wait its turn, so that time goes on. */
  boolean onEvent(long time) {
    long now = clock.millis();
    if (time > now && time - now <= maxSkew) {
      ahead.add(Math.floorDiv(time, GRAIN_MILLIS) * GRAIN_MILLIS);
      return false;
    }
    latest = Math.max(latest, Math.min(time, now));
    activeNanos = activity.relativeTimeNanos();
    return true;
  }

  /**
   * Tells how far time has come, or that the stream is silent; a time that nobody was told of yet
   * comes first, as where a stream was short and others had to be waited for.
   */
  void tell(WatermarkOutput output) {
    long now = clock.millis();
    while (!ahead.isEmpty() && ahead.first() <= now) {
      latest = Math.max(latest, ahead.pollFirst());
      activeNanos = activity.relativeTimeNanos();
    }
    long time = latest - outOfOrder - 1;
    boolean silent = activity.relativeTimeNanos() - activeNanos > idleAfterNanos;
    if (silent && time <= told) {
      output.markIdle();
      return;
    }
    told = time;
    output.emitWatermark(new Watermark(time));
  }
}
