package io.idealstream.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TumblingTest {

  @Test
  void everyTimeLiesInOneWindowThatBeginsAtAMultipleOfItsLength() {
    Random random = new Random(2);
    for (int trial = 0; trial < 1000; trial++) {
      Tumbling windows = Tumbling.of(Duration.ofMillis(1 + random.nextInt(1000)));
      Instant time = Instant.ofEpochMilli(random.nextInt(10_000) - 5000);
      long start = windows.start(time);
      assertEquals(0, start % windows.length());
      assertTrue(start <= time.toEpochMilli() && time.toEpochMilli() < windows.end(start));
      assertEquals(start + windows.length(), windows.end(start));
    }
  }

  @Test
  void lengthsThatCannotBeCountedAreRefused() {
    for (Duration wrong :
        new Duration[] {
          Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(Long.MAX_VALUE)
        }) {
      assertThrows(IllegalArgumentException.class, () -> Tumbling.of(wrong));
    }
  }
}
