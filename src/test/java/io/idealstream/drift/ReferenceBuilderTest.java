package io.idealstream.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReferenceBuilderTest {

  private static final double[] CHANCES = {0.2};

  @Test
  void aReferenceIsCompleteByItemsNotByIntervals() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    List<Direction> directions = DriftFixtures.directions(1);
    ReferenceBuilder builder =
        new ReferenceBuilder(
            directions, quantiser, ReferenceBuilder.Terms.defaults(directions).withItems(3000));
    assertFalse(builder.complete());
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 100; i++) {
      builder.add(0, new Histograms(1));
    }
    assertEquals(0, builder.intervals(), "empty intervals change nothing");
    int taken = 0;
    while (!builder.complete()) {
      builder.add(0, DriftFixtures.interval(quantiser, CHANCES, 50, random));
      taken++;
    }
    assertTrue(taken >= 60 && taken < 140, taken + " intervals of 50 for 3,000 items");
  }

  /** Items that all repeat what the first of their block was count as one. */
  @Test
  void itemsThatHangTogetherCountLess() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    List<Direction> directions = DriftFixtures.directions(1);
    ReferenceBuilder builder =
        new ReferenceBuilder(directions, quantiser, ReferenceBuilder.Terms.defaults(directions));
    SplittableRandom random = new SplittableRandom(3);
    for (int block = 0; block < 200; block++) {
      short[] codes = quantiser.codes(DriftFixtures.scores(CHANCES, random));
      Histograms same = new Histograms(1);
      for (int i = 0; i < 30; i++) {
        same.add(codes);
      }
      for (int i = 0; i < 10; i++) {
        builder.add(0, same);
      }
    }
    assertEquals(200, builder.effectiveItems(), 2, "60,000 items in 200 blocks");
    assertEquals(30, builder.designEffects()[0], 1);
  }

  @Test
  void aSeasonHasAStandardForEachHour() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    List<Direction> directions = DriftFixtures.directions(1);
    ReferenceBuilder builder =
        new ReferenceBuilder(
            directions, quantiser, ReferenceBuilder.Terms.defaults(directions).with(Season.DAY));
    SplittableRandom random = new SplittableRandom(4);
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 24 * 40; i++) {
      int slot = Season.DAY.slot(start.plusSeconds(3600L * i));
      double[] chances = {slot < 12 ? 0.1 : 0.4};
      builder.add(slot, DriftFixtures.interval(quantiser, chances, 50, random));
    }
    Reference reference = builder.freeze("by hour", 3);
    for (int slot = 0; slot < 24; slot++) {
      double mean = quantiser.score(0, reference.standard(slot, 0).mean());
      assertEquals(slot < 12 ? 0.1 : 0.4, mean, 0.05);
    }
    assertEquals(24, reference.standards().size());
    assertEquals(3, reference.version());
    assertTrue(reference.margin(0) >= Unit.SHARE.leastChange());
  }

  @Test
  void changesAreInTheSignalsOwnUnit() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    Reference reference =
        DriftFixtures.reference(quantiser, CHANCES, 400, new SplittableRandom(5)).freeze("", 1);
    double code = quantiser.code(0, 0) + 0.3 * (quantiser.code(0, 1) - quantiser.code(0, 0));
    assertEquals(0.1, reference.change(0, 0, code), 0.02, "a share of 0.3 where 0.2 is normal");
  }

  @Test
  void directionsThatDoNotFitAreRefused() {
    Quantiser quantiser = DriftFixtures.quantiser(CHANCES, 1);
    List<Direction> two = DriftFixtures.directions(2);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReferenceBuilder(two, quantiser, ReferenceBuilder.Terms.defaults(two)));
  }
}
