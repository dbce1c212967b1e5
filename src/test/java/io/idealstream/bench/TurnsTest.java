package io.idealstream.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Turns.Length SHORT =
      new Turns.Length(5, Duration.ofMinutes(1), Duration.ofMillis(1));

  @Test
  void workOfFourTimesTheSizeTakesFourTimesAsLong() {
    Turns turns =
        Turns.take(
            new Turns.Work(1, () -> spin(4_000_000)),
            new Turns.Work(1, () -> spin(1_000_000)),
            SHORT,
            () -> {});
    assertEquals(4, turns.ratios().middle(), 2);
    assertTrue(turns.ours().lower() > turns.plain().lower(), turns::toString);
  }

  @Test
  void timesAreOfAUnit() {
    Turns turns =
        Turns.take(
            new Turns.Work(100, () -> spin(1_000_000)),
            new Turns.Work(1, () -> spin(1_000_000)),
            SHORT,
            () -> {});
    assertEquals(0.01, turns.ratios().middle(), 0.005);
  }

  @Test
  void bothTakeTurnsUntilThereAreEnough() {
    List<String> order = new ArrayList<>();
    AtomicInteger between = new AtomicInteger();
    Turns.take(
        new Turns.Work(1, () -> note(order, "ours")),
        new Turns.Work(1, () -> note(order, "plain")),
        SHORT,
        between::incrementAndGet);
    assertEquals(
        List.of(
            "ours", "plain", "ours", "plain", "ours", "plain", "ours", "plain", "ours", "plain",
            "ours", "plain"),
        order);
    assertEquals(2 + 5, between.get());
  }

  @Test
  void whoCallsBetweenMayEndThem() {
    AtomicInteger left = new AtomicInteger(4);
    assertThrows(
        CancellationException.class,
        () ->
            Turns.take(
                new Turns.Work(1, () -> spin(1_000)),
                new Turns.Work(1, () -> spin(1_000)),
                SHORT,
                () -> {
                  if (left.decrementAndGet() == 0) {
                    throw new CancellationException();
                  }
                }));
  }

  @Test
  void quartilesAreSamples() {
    Quartiles five = Quartiles.of(5, 1, 4, 2, 3);
    assertEquals(new Quartiles(2, 3, 4), five);
    assertEquals(2 / 3.0, five.spread(), 1e-12);
    assertEquals(new Quartiles(7, 7, 7), Quartiles.of(7));
    assertThrows(IllegalArgumentException.class, () -> Quartiles.of());
  }

  @Test
  void aPaceIsSteadyOnceThreeSlicesAgree() {
    Steady steady = new Steady();
    assertFalse(steady.isReachedBy(50));
    assertFalse(steady.isReachedBy(100));
    assertFalse(steady.isReachedBy(95));
    assertTrue(steady.isReachedBy(96));
    assertFalse(steady.isReachedBy(80));
  }

  @Test
  void lossIsAShareOfTheRatioBefore() {
    assertEquals(0.25, Results.rate("a", 0.6).loss(0.8), 1e-12);
    assertEquals(-0.5, Results.rate("a", 1.2).loss(0.8), 1e-12);
    assertEquals(0.25, Results.time("a", 5).loss(4), 1e-12);
    assertEquals(-0.5, Results.time("a", 2).loss(4), 1e-12);
  }

  /** Longer than a turn has to be, so that a turn is a step. */
  private static void note(List<String> order, String name) {
    order.add(name);
    spin(20_000_000);
  }

  private static volatile double sink;

  private static void spin(int times) {
    double x = 1;
    for (int n = 0; n < times; n++) {
      x = x * 0.999_999 + 1e-9;
    }
    sink = x;
  }
}
