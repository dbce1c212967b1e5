package io.idealstream.stream.space;

import io.idealstream.estimate.Observation;
import io.idealstream.estimate.history.HistoryGrid;
import java.time.Duration;

/** How much estimates remember in tests. */
final class Histories {

  /** As much as by default. */
  static final HistorySettings HOURS =
      new HistorySettings(HistoryGrid.of(Duration.ofHours(1), 24), 5_000);

  private Histories() {}

  /** Beginning of the slice that a vote lies in. */
  static long slice(Observation vote) {
    return HOURS.grid().finest(vote.time().toEpochMilli());
  }
}
