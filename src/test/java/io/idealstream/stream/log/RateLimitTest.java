package io.idealstream.stream.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.fixtures.HandClock;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final OptionalLong LEFT_OUT = OptionalLong.empty();
  private static final OptionalLong FIRST = OptionalLong.of(0);

  private final HandClock clock = new HandClock();

  @Test
  void theFirstIsLoggedAtOnceAndThoseOfTheNextMinuteAreCounted() {
    RateLimit limit = new RateLimit(1, clock::nanos);
    assertEquals(FIRST, limit.event("a"));
    clock.advanceMillis(1);
    assertEquals(LEFT_OUT, limit.event("a"));
    clock.advanceMillis(59_998);
    assertEquals(LEFT_OUT, limit.event("a"));
    clock.advanceMillis(1);
    assertEquals(OptionalLong.of(2), limit.event("a"));
    assertEquals(LEFT_OUT, limit.event("a"));
    clock.advanceMillis(60_000);
    assertEquals(OptionalLong.of(1), limit.event("a"), "those that were told are told once");
    clock.advanceMillis(3_600_000);
    assertEquals(FIRST, limit.event("a"));
  }

  @Test
  void kindsDoNotLimitEachOther() {
    RateLimit limit = new RateLimit(1, clock::nanos);
    limit.event("a");
    limit.event("a");
    assertEquals(FIRST, limit.event("b"));
    clock.advanceMillis(60_000);
    assertEquals(FIRST, limit.event("b"));
    assertEquals(OptionalLong.of(1), limit.event("a"));
  }

  @Test
  void ofTooManyKeysTheOldestIsForgotten() {
    RateLimit limit = new RateLimit(1, clock::nanos);
    limit.event("a");
    for (int i = 1; i < RateLimit.MAX_KEYS; i++) {
      limit.event("key " + i);
    }
    assertEquals(LEFT_OUT, limit.event("a"));
    limit.event("one more");
    assertEquals(FIRST, limit.event("a"));
    assertEquals(LEFT_OUT, limit.event("one more"));
  }

  @Test
  void whereSeveralAMinuteAreLoggedTheyAreCountedFromTheFirst() {
    RateLimit limit = new RateLimit(2, clock::nanos);
    assertEquals(FIRST, limit.event("a"));
    clock.advanceMillis(30_000);
    assertEquals(FIRST, limit.event("a"));
    assertEquals(LEFT_OUT, limit.event("a"));
    clock.advanceMillis(30_000);
    assertEquals(OptionalLong.of(1), limit.event("a"));
    assertEquals(FIRST, limit.event("a"));
    assertEquals(LEFT_OUT, limit.event("a"));
  }
}
