package io.idealstream.estimate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HistoryGridTest {
  private static final HistoryGrid GRID = HistoryGrid.of(Duration.ofHours(1), 24);

  private static Instant start(String time, String latest) {
    return Instant.ofEpochMilli(
        GRID.start(Instant.parse(time).toEpochMilli(), Instant.parse(latest).toEpochMilli()));
  }

  @Test
  void theLaterAnEventTheShorterItsSlice() {
    String latest = "2026-03-02T14:37:12Z";
    assertEquals(Instant.parse("2026-03-02T14:37:00Z"), start(latest, latest));
    assertEquals(Instant.parse("2026-03-02T14:20:00Z"), start("2026-03-02T14:20:59Z", latest));
    assertEquals(Instant.parse("2026-03-02T14:10:00Z"), start("2026-03-02T14:19:59Z", latest));
    assertEquals(Instant.parse("2026-03-02T13:00:00Z"), start("2026-03-02T13:09:59Z", latest));
    assertEquals(Instant.parse("2026-03-02T12:00:00Z"), start("2026-03-02T12:59:59Z", latest));
    assertEquals(Instant.parse("2026-03-01T14:00:00Z"), start("2026-03-01T14:30:00Z", latest));
    assertEquals(
        HistoryGrid.BASE,
        GRID.start(
            Instant.parse("2026-03-01T13:59:59Z").toEpochMilli(),
            Instant.parse(latest).toEpochMilli()));
    assertEquals(Instant.parse("2026-03-01T14:00:00Z"), GRID.oldest(Instant.parse(latest)));
  }

  @Test
  void slicesOnlyEverMergeAndAreFew() {
    Random random = new Random(3);
    for (int round = 0; round < 10_000; round++) {
      long latest = random.nextLong(1L << 42);
      long later = latest + random.nextLong(200_000_000L);
      long time = latest - random.nextLong(100_000_000L);
      long start = GRID.start(time, latest);
      assertTrue(start <= time);
      if (start != HistoryGrid.BASE) {
        assertEquals(GRID.start(time, later), GRID.start(start, later));
        assertEquals(start, GRID.start(start, latest));
      }
    }
    for (int phase = 0; phase < 60; phase++) {
      long latest = 1_000_000_000_000L + phase * 60_000L;
      TreeSet<Long> slices = new TreeSet<>();
      for (long time = latest; time > latest - 100_000_000L; time -= 30_000) {
        slices.add(GRID.start(time, latest));
      }
      assertTrue(slices.size() <= 57, "slices " + slices.size());
    }
  }

  @Test
  void timesBeforeTheEpochAreSlicedAlike() {
    assertEquals(-60_000, GRID.finest(-1));
    assertEquals(-60_000, GRID.start(-1, 1000));
  }
}
