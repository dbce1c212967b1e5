package io.idealstream.decision.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.idealstream.decision.trial.HitChanges.Counts;
import io.idealstream.decision.trial.HitChanges.Example;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HitChangesTest {

  private final HitChanges changes = new HitChanges();

  @Test
  void itemsAreCountedByWhichVersionMatchesThem() {
    changes.add("a", "1", 0.5, 0.25);
    changes.add("a", "2", 0.5, 0.625);
    changes.add("a", "3", null, 0.5);
    changes.add("b", "4", 0.75, null);
    changes.add("b", "5", null, 0.625);
    assertEquals(new Counts(2, 1, 2), changes.all());
    assertEquals(0.6, changes.all().changed());
    assertEquals(Map.of("a", new Counts(2, 0, 1), "b", new Counts(0, 1, 1)), changes.feeds());
    assertEquals(-0.0625, changes.scoreGained());
    assertEquals(-0.25, changes.mostGained());
    assertEquals(
        List.of(
            new Example("a", "3", true, 0.5),
            new Example("b", "4", false, 0.75),
            new Example("b", "5", true, 0.625)),
        changes.examples());
  }

  @Test
  void ofNoItemNothingIsSaid() {
    assertEquals(0, changes.all().items());
    assertTrue(Double.isNaN(changes.all().changed()));
    assertTrue(Double.isNaN(changes.scoreGained()));
  }
}
