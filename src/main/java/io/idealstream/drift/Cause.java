package io.idealstream.drift;

import java.util.List;
import java.util.Optional;

/**
 * What an episode is put down to.
 *
 * @param direction that names it; empty where the space has no name for it
 * @param side 1 if it rose, -1 if it fell
 * @param explained share of the centre's shift that it explains, 0 to 1; 0 where the centre did not
 *     move
 * @param split of the shift
 * @param consequences other directions whose bets alone would have raised the alarm
 */
public record Cause(
    Optional<Direction> direction,
    int side,
    double explained,
    ShiftSplit split,
    List<Direction> consequences) {

  /** Copies the list. */
  public Cause {
    consequences = List.copyOf(consequences);
  }
}
