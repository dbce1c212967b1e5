package io.idealstream.demo.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.fixtures.HandClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeederTest {

  private static final Feed FEED = new Feed(Samples.bundled());
  private static final long INTERVAL = 1_000 / Feeder.PICTURES_PER_SECOND;

  private final HandClock time = new HandClock();
  private final Truth truth = new Truth();
  private final Feeder feeder =
      new Feeder(FEED, truth, time, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final List<Long> sentAt = new ArrayList<>();

  @Test
  void picturesGoOutEvenlyUntilTheTimeIsOver() {
    time.advanceMillis(5_000);
    feeder.feed(Duration.ofSeconds(3), turn -> sentAt.add(millis()));
    assertEquals(3L * Feeder.PICTURES_PER_SECOND, sentAt.size());
    for (int i = 0; i < sentAt.size(); i++) {
      assertEquals(5_000 + i * INTERVAL, sentAt.get(i));
    }
    assertEquals(8_000, millis(), "returns at the end of the time");
  }

  @Test
  void aPictureIsKnownBeforeItIsSent() {
    feeder.feed(
        Duration.ofSeconds(1),
        turn -> assertEquals(turn.sample(), truth.of(turn.key()).orElseThrow()));
  }

  @Test
  void whatASlowMachineCannotSendInTimeIsLeftOut() {
    feeder.feed(
        Duration.ofSeconds(1),
        turn -> {
          sentAt.add(millis());
          time.advanceMillis(300);
        });
    assertEquals(List.of(0L, 300L, 600L, 900L), sentAt);
  }

  @Test
  void theFeedChangesAtTwoThirdsOfItsTime() {
    List<Boolean> water = new ArrayList<>();
    assertEquals(Optional.empty(), feeder.changed());
    feeder.feed(
        Duration.ofSeconds(9),
        turn -> water.add("water".equals(turn.sample().values().get("place"))));
    assertEquals(Optional.of(Instant.EPOCH), feeder.changed());
    int at = 6 * Feeder.PICTURES_PER_SECOND;
    long before = water.subList(0, at).stream().filter(wet -> wet).count();
    long after = water.subList(at, water.size()).stream().filter(wet -> wet).count();
    assertTrue(before < 0.6 * at && after > 0.8 * (water.size() - at), before + ", " + after);
  }

  @Test
  void itEndsAtOnceWhenAsked() {
    time.endAtMillis(500);
    feeder.feed(Duration.ofSeconds(60), turn -> sentAt.add(millis()));
    assertEquals(500 / INTERVAL, sentAt.size());
    assertTrue(millis() <= 500);
  }

  private long millis() {
    return time.nanos() / 1_000_000;
  }
}
