package io.idealstream.demo.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.wire.Drift;
import io.idealstream.wire.DriftState;
import io.idealstream.wire.DriftVersions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftsTest {

  private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:40.5Z");

  private static Drift drift(String feed, String value, DriftState state, int detected) {
    Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(detected);
    return new Drift(
        "birds",
        feed,
        value == null ? null : "place",
        value,
        value == null ? Drift.UNNAMED : "share",
        state,
        at.minusSeconds(3),
        at,
        null,
        2,
        1,
        "it changed",
        List.of(),
        new DriftVersions(1, 1, "sha256:one"));
  }

  @Test
  void anAlarmIsCountedOnceByItsLastNameAndByItsDelay() {
    Drifts drifts = new Drifts();
    drifts.note(drift("west", "water", DriftState.STARTED, 50));
    drifts.note(drift("*", null, DriftState.STARTED, 44));
    drifts.note(drift("*", "water", DriftState.ONGOING, 44));
    drifts.note(drift("*", "water", DriftState.RECOVERED, 44));
    drifts.note(drift("east", "land", DriftState.STARTED, 20));
    List<DriftAlarm> alarms = drifts.alarms(CHANGED);
    assertEquals(3, alarms.size());
    assertTrue(alarms.get(0).isFalse(), "it came before anything had changed");
    assertFalse(alarms.get(1).isFalse());
    assertTrue(alarms.get(1).isWater());
    assertEquals(3.5, alarms.get(1).delaySeconds());
    assertEquals(9.5, alarms.get(2).delaySeconds());
  }
}
