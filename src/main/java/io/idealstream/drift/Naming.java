package io.idealstream.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives an episode its one cause.
 *
 * <ol>
 *   <li>An alarm of answers or of the input is about these, whatever items look like.
 *   <li>Changed shares move the centre within the span of the words. If it has moved out of that
 *       span, beyond noise and far enough, what changed has no name.
 *   <li>Else the bet that won most names it: a value, or two factors' association.
 *   <li>If that bet has no name, but the centre has moved within the span beyond noise, the value
 *       that explains most of the shift is the cause.
 * </ol>
 */
public final class Naming {

  /** Standard deviations of noise that a shift must be longer by. */
  private static final double BEYOND_NOISE = 3;

  /** Of a shift's squared length, so much must lie outside the words to have no name. */
  private static final double LEAST_OUTSIDE = 0.25;

  private static final Set<String> BY_THEMSELVES =
      Set.of("accuracy", "coverage", "group-accuracy", "input");

  private final List<Direction> directions;
  private final PictureWords words;
  private final WordSpan span;

  /** By the words of a reference. */
  public Naming(List<Direction> directions, PictureWords words, WordSpan span) {
    this.directions = List.copyOf(directions);
    this.words = words;
    this.span = span;
  }

  /**
   * The cause of an alarm.
   *
   * @param recent sums of the intervals up to the alarm
   * @param expected where the reference has the centre of such intervals [dimension]
   */
  public Cause cause(Alarm alarm, RecentTotals recent, double[] expected) {
    VectorTotals since = recent.since(alarm.since());
    double[] shift = since.mean();
    for (int j = 0; j < shift.length; j++) {
      shift[j] -= expected[j];
    }
    long items = Math.max(1, since.items());
    double[] rest = span.rest(shift);
    double outside = Inner.of(rest, 0, rest, 0, rest.length);
    double within = Inner.of(shift, 0, shift, 0, shift.length) - outside;
    double beyond = outside - span.outside().noise(items);
    double inside = within - span.inside().noise(items);
    ShiftSplit split =
        ShiftSplit.of(words, shift, span.inside().noise(items) + span.outside().noise(items));
    Direction winner = directions.get(alarm.direction());
    if (BY_THEMSELVES.contains(winner.signal())) {
      return new Cause(
          Optional.of(winner), alarm.side(), 0, split, consequences(alarm, Optional.of(winner)));
    }
    if (beyond > BEYOND_NOISE * span.outside().deviation(items)
        && beyond > LEAST_OUTSIDE * (beyond + Math.max(0, inside))) {
      return unnamed(alarm, split);
    }
    if (winner.named()) {
      return new Cause(
          Optional.of(winner),
          alarm.side(),
          explained(split, winner),
          split,
          consequences(alarm, Optional.of(winner)));
    }
    return inside > BEYOND_NOISE * span.inside().deviation(items) && !split.parts().isEmpty()
        ? bySplit(alarm, split)
        : unnamed(alarm, split);
  }

  private Cause unnamed(Alarm alarm, ShiftSplit split) {
    return new Cause(
        Optional.empty(), alarm.side(), 0, split, consequences(alarm, Optional.empty()));
  }

  private Cause bySplit(Alarm alarm, ShiftSplit split) {
    ShiftSplit.Part part = split.parts().get(0);
    Optional<Direction> name = Optional.of(share(part));
    return new Cause(name, part.side(), part.share(), split, consequences(alarm, name));
  }

  private double explained(ShiftSplit split, Direction direction) {
    return split.parts().stream()
        .filter(part -> share(part).factor().equals(direction.factor()))
        .filter(part -> share(part).value().equals(direction.value()))
        .mapToDouble(ShiftSplit.Part::share)
        .findFirst()
        .orElse(0);
  }

  private Direction share(ShiftSplit.Part part) {
    return new Direction(
        "share",
        words.space().factor(part.factor()).name(),
        words.space().factor(part.factor()).values().get(part.value()),
        Unit.SHARE);
  }

  private List<Direction> consequences(Alarm alarm, Optional<Direction> cause) {
    List<Direction> others = new ArrayList<>();
    for (int d = 0; d < directions.size(); d++) {
      Direction direction = directions.get(d);
      if (alarm.alone(d) && !cause.equals(Optional.of(direction))) {
        others.add(direction);
      }
    }
    return others;
  }
}
