package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
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

  static Cause read(FlatReader in) {
    return new Cause(
        Direction.list(in).stream().findFirst(),
        (int) in.number(),
        in.real(),
        ShiftSplit.read(in),
        Direction.list(in));
  }

  void write(FlatWriter out) {
    Direction.write(direction.stream().toList(), out);
    out.number(side).real(explained);
    split.write(out);
    Direction.write(consequences, out);
  }
}
