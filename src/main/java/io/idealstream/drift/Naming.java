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
 *   <li>If changed shares do not explain how items look since then ({@link LabelShift}), beyond
 *       noise and by much, what changed has no name.
 *   <li>Else the share, or the association of two values, that explains most names it.
 *   <li>If not even that is beyond noise, the bet that won most does.
 * </ol>
 */
public final class Naming {

  /** Standard deviations of noise that what shares leave over must be beyond. */
  private static final double BEYOND_NOISE = 2;

  /** Of the whole change, so much must be left over to have no name. */
  private static final double LEAST_REST = 0.4;

  /** Evidence of a change that is no noise: three standard deviations. */
  private static final double LEAST_EVIDENCE = 9;

  private static final Set<String> BY_THEMSELVES =
      Set.of("accuracy", "coverage", "group-accuracy", "input");

  private final List<Direction> directions;
  private final PictureWords words;

  /** Of directions, by what values look like. */
  public Naming(List<Direction> directions, PictureWords words) {
    this.directions = List.copyOf(directions);
    this.words = words;
  }

  /**
   * The cause of an alarm.
   *
   * @param recent sums of {@link ItemMoments#of} of the intervals up to the alarm
   * @param reference what is normal
   */
  public Cause cause(Alarm alarm, RecentTotals recent, LabelShift reference) {
    VectorTotals since = recent.since(alarm.since());
    double[] mean = since.mean();
    long items = Math.max(1, since.items());
    ShiftSplit split = ShiftSplit.of(words, reference.shift(mean), reference.of().noise(items));
    Direction winner = directions.get(alarm.direction());
    if (BY_THEMSELVES.contains(winner.signal())) {
      return named(alarm, winner, alarm.side(), split);
    }
    LabelShift.Fit fit = reference.test(mean, items);
    if (fit.beyondNoise() > BEYOND_NOISE && fit.rest() > LEAST_REST) {
      return unnamed(alarm, split);
    }
    LikeliestChange.Change change = new LikeliestChange(reference).of(mean, items);
    if (change != null && change.evidence() > LEAST_EVIDENCE) {
      return named(alarm, change.direction(), change.side(), split);
    }
    return winner.named() ? named(alarm, winner, alarm.side(), split) : unnamed(alarm, split);
  }

  private Cause named(Alarm alarm, Direction direction, int side, ShiftSplit split) {
    Optional<Direction> name = Optional.of(direction);
    return new Cause(name, side, explained(split, direction), split, consequences(alarm, name));
  }

  private Cause unnamed(Alarm alarm, ShiftSplit split) {
    return new Cause(
        Optional.empty(), alarm.side(), 0, split, consequences(alarm, Optional.empty()));
  }

  private double explained(ShiftSplit split, Direction direction) {
    return split.parts().stream()
        .filter(part -> words.space().factor(part.factor()).name().equals(direction.factor()))
        .filter(part -> value(part).equals(direction.value()))
        .mapToDouble(ShiftSplit.Part::share)
        .findFirst()
        .orElse(0);
  }

  private String value(ShiftSplit.Part part) {
    return words.space().factor(part.factor()).values().get(part.value());
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
