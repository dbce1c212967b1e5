package io.idealstream.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class ClockedWatermarksTest {
  private static final long NOON = 1_772_366_400_000L;
  private static final long OUT_OF_ORDER = 5_000;
  private static final long IDLE_AFTER = 30_000;

  private long now = NOON;
  private final Said said = new Said();
  private final ManualClock clock = new ManualClock();
  private final ClockedWatermarks watermarks =
      new ClockedWatermarks(
          Duration.ofMillis(OUT_OF_ORDER),
          Duration.ofMinutes(5),
          Duration.ofMillis(IDLE_AFTER),
          () -> Instant.ofEpochMilli(now),
          clock);

  @Test
  void anEmptyStreamHasNoTime() {
    assertEquals(Long.MIN_VALUE, after());
  }

  @Test
  void itFollowsTheLatestItemOfThePast() {
    assertEquals(NOON - 600_000 - OUT_OF_ORDER - 1, after(NOON - 600_000));
    assertEquals(NOON - 600_000 - OUT_OF_ORDER - 1, after(NOON - 700_000), "never back");
    assertEquals(NOON - OUT_OF_ORDER - 1, after(NOON));
  }

  @Test
  void anItemAheadOfTheClockWaitsItsTurnAndHurriesNobody() {
    assertEquals(NOON - 1_000 - OUT_OF_ORDER - 1, after(NOON - 1_000, NOON + 240_000));
    now = NOON + 60_000;
    assertEquals(
        NOON + 20_000 - OUT_OF_ORDER - 1, after(NOON + 20_000), "a backlog of 40 s is not late");
    now = NOON + 240_000;
    assertEquals(NOON + 240_000 - OUT_OF_ORDER - 1, after());
  }

  @Test
  void aFeedThatIsAlwaysALittleAheadMovesTimeAllTheSame() {
    for (int second = 0; second < 60; second++) {
      now = NOON + second * 1_000;
      after(now + 3_000);
    }
    assertEquals(now - OUT_OF_ORDER - 1, after());
  }

  @Test
  void aSilentStreamIsIdleUntilTheTurnOfAnItemAheadHasCome() {
    after(NOON - 1_000, NOON + 60_000);
    pass(30_000);
    assertFalse(said.idle);
    pass(1_000);
    assertTrue(said.idle, "nobody waits for its time to come");
    assertEquals(NOON - 1_000 - OUT_OF_ORDER - 1, said.watermark);

    pass(29_000);
    assertFalse(said.idle);
    assertEquals(NOON + 60_000 - OUT_OF_ORDER - 1, said.watermark);
    pass(31_000);
    assertTrue(said.idle);
  }

  /** As where all others had to be heard of first. */
  @Test
  void theTimeOfAShortBurstIsToldThoughItIsSilentByThen() {
    watermarks.onEvent(NOON);
    pass(IDLE_AFTER + 1_000);
    assertEquals(NOON - OUT_OF_ORDER - 1, said.watermark);
    assertFalse(said.idle);
    pass(200);
    assertTrue(said.idle);
  }

  @Test
  void aStreamThatIsHeldUpIsNotIdle() {
    after(NOON);
    now += 60_000;
    after();
    assertFalse(said.idle, "the clock of activity stood");
  }

  @Test
  void whatIsTooFarAheadCountsAsOfNow() {
    assertEquals(NOON - OUT_OF_ORDER - 1, after(NOON + 3_600_000));
  }

  private void pass(long millis) {
    now += millis;
    clock.advanceTime(Duration.ofMillis(millis));
    watermarks.tell(said);
  }

  /** The last watermark after items of these times. */
  private long after(long... times) {
    for (long time : times) {
      watermarks.onEvent(time);
    }
    watermarks.tell(said);
    return said.watermark;
  }

  private static final class Said implements WatermarkOutput {
    private long watermark;
    private boolean idle;

    @Override
    public void emitWatermark(Watermark mark) {
      watermark = mark.getTimestamp();
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      throw new AssertionError("active");
    }
  }
}
