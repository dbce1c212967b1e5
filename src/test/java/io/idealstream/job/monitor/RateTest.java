package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.HandClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
  private final HandClock clock = new HandClock();
  private final Rate rate = new Rate(Duration.ofSeconds(10));

  @Test
  void atFirstItIsThatSinceTheStart() {
    assertEquals(0, rate.perSecond(clock.nanos(), 40));
    assertEquals(0, rate.perSecond(clock.nanos(), 60), "no time has passed");
    clock.advanceMillis(2000);
    assertEquals(30, rate.perSecond(clock.nanos(), 100));
  }

  @Test
  void thenItIsThatOfTheLastTenSeconds() {
    for (int second = 0; second < 30; second++) {
      rate.perSecond(clock.nanos(), second < 20 ? 40 * second : 800);
      clock.advanceMillis(1000);
    }
    assertEquals(0, rate.perSecond(clock.nanos(), 800), 1e-9);
    clock.advanceMillis(1000);
    assertEquals(1.1, rate.perSecond(clock.nanos(), 811), 1e-9);
  }

  @Test
  void whoLooksSeldomGetsTheRateSinceTheLastLook() {
    rate.perSecond(clock.nanos(), 0);
    clock.advanceMillis(60_000);
    assertEquals(2, rate.perSecond(clock.nanos(), 120));
    clock.advanceMillis(60_000);
    assertEquals(1, rate.perSecond(clock.nanos(), 180));
  }
}
