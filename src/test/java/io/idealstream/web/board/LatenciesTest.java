package io.idealstream.web.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void theQuantilesAreOfTheLastMinute() {
    Latencies latencies = new Latencies();
    assertNull(latencies.view(1000));
    latencies.note(930, 5_000);
    for (int i = 1; i <= 100; i++) {
      latencies.note(950, i);
    }
    assertEquals(Map.of("p50", 50L, "p99", 99L, "over", 100L), latencies.view(1000));
    assertNull(latencies.view(1011));
  }

  @Test
  void clocksThatDifferGiveNoLatencyBelowZero() {
    Latencies latencies = new Latencies();
    latencies.note(950, -20);
    assertEquals(Map.of("p50", 0L, "p99", 0L, "over", 1L), latencies.view(951));
  }
}
