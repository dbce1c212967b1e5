package io.idealstream.cli.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.decision.trial.HitChanges;
import io.idealstream.decision.trial.HitChanges.Counts;
import io.idealstream.wire.Hit;
import io.idealstream.wire.Query;
import io.idealstream.wire.Status;
import io.idealstream.wire.StatusKind;
import io.idealstream.wire.StatusState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueryComparisonTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final QueryComparison comparison =
      new QueryComparison(defined("ducks", 4), defined("ducks~trial", 2));

  @Test
  void hitsOfTheSameItemAreHeldAgainstEachOther() {
    hit("ducks", 4, "1", 0.5, false);
    hit("ducks~trial", 2, "1", 0.75, false);
    hit("ducks~trial", 2, "2", 0.5, false);
    hit("ducks", 4, "3", 0.5, false);
    hit("ducks", 4, "3", 0.5, false);
    hit("ducks", 3, "4", 0.5, false);
    hit("ducks~trial", 2, "5", 0.5, true);
    hit("geese", 4, "6", 0.5, false);
    HitChanges changes = comparison.changes();
    assertEquals(new Counts(1, 1, 1), changes.all());
    assertEquals(0.25, changes.scoreGained());
    assertEquals(1, comparison.repeated());
    assertEquals(1, comparison.ofOtherVersions());
    assertEquals(1, comparison.lookedBack());
  }

  private void hit(String query, long version, String id, double score, boolean lookBack) {
    comparison.hit(
        new Hit(
            query,
            version,
            id,
            "cam",
            NOON,
            score,
            null,
            lookBack,
            "sha256:m",
            null,
            null,
            null,
            null));
  }

  private static Defined<Query> defined(String id, long version) {
    Status status = new Status(StatusKind.QUERY, id, version, StatusState.ACTIVE, null);
    return new Defined<>(id, null, NOON, null, status, NOON);
  }
}
