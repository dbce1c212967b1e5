package io.idealstream.job.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.idealstream.client.Offsets;
import io.idealstream.client.Partition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final Partition ONE = new Partition("images", 0);
  private static final Partition TWO = new Partition("images", 1);
  private static final Partition CAPTIONS = new Partition("captions", 0);
  private static final Map<Partition, Long> NONE = Map.of();

  private final Lag lag = Lag.fromBeginning();

  @Test
  void lagIsWhatLiesBetweenTheSourcesAndTheEndsOfATopicsPartitions() {
    Offsets.Found found = found(NONE, Map.of(ONE, 100L, TWO, 50L, CAPTIONS, 7L), NONE);
    assertEquals(
        Map.of("images", 12L, "captions", 0L),
        lag.of(found, Map.of(ONE, 90L, TWO, 48L, CAPTIONS, 7L)));
  }

  @Test
  void whatTheSourcesHaveNotReadYetIsBehindWhatTheGroupHasCommitted() {
    assertEquals(
        Map.of("images", 30L), lag.of(found(NONE, Map.of(ONE, 100L), Map.of(ONE, 70L)), NONE));
    assertEquals(
        Map.of("images", 20L),
        lag.of(found(NONE, Map.of(ONE, 100L), Map.of(ONE, 70L)), Map.of(ONE, 80L)),
        "commits come with checkpoints alone");
    assertEquals(
        Map.of("images", 20L),
        lag.of(found(NONE, Map.of(ONE, 100L), Map.of(ONE, 70L)), NONE),
        "also while the sources restart");
  }

  @Test
  void aPartitionThatNobodyHasReadIsReadFromItsBeginning() {
    assertEquals(
        Map.of("images", 60L), lag.of(found(Map.of(ONE, 40L), Map.of(ONE, 100L), NONE), NONE));
  }

  @Test
  void orFromTheEndThatItHadAtFirst() {
    Lag fromEnd = Lag.fromEnd();
    Map<Partition, Long> begins = Map.of(ONE, 40L);
    assertEquals(Map.of("images", 0L), fromEnd.of(found(begins, Map.of(ONE, 100L), NONE), NONE));
    assertEquals(Map.of("images", 5L), fromEnd.of(found(begins, Map.of(ONE, 105L), NONE), NONE));
  }

  @Test
  void whatRetentionHasDeletedIsNotWaitedFor() {
    assertEquals(
        Map.of("images", 60L),
        lag.of(found(Map.of(ONE, 40L), Map.of(ONE, 100L), NONE), Map.of(ONE, 10L)));
  }

  @Test
  void anEndThatWasLookedUpBeforeTheSourceMovedOnIsNoLag() {
    assertEquals(
        Map.of("images", 0L), lag.of(found(NONE, Map.of(ONE, 100L), NONE), Map.of(ONE, 103L)));
  }

  private static Offsets.Found found(
      Map<Partition, Long> begins, Map<Partition, Long> ends, Map<Partition, Long> committed) {
    return new Offsets.Found(begins, ends, committed);
  }
}
