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
 *   <li>The shift of the centre since the alarm's beginning is split over the words. If it is
 *       longer than noise, what explains most of it is the cause: a value, or, where the words
 *       leave more of it than they explain, something without a name.
 *   <li>A centre that did not move leaves the winning bet: it names two factors' association, a
 *       value, or nothing.
 * </ol>
 */
public final class Naming {

  /** Of a shift, so much must be left over to say that no word names it. */
  private static final double MOST_REST = 0.5;

  /** Standard deviations of noise that a shift must be longer by. */
  private static final double BEYOND_NOISE = 3;

  private static final Set<String> BY_THEMSELVES =
      Set.of("accuracy", "coverage", "group-accuracy", "input");

  /**
   * How the mean of items scatters that are as in the reference.
   *
   * @param trace of the covariance of items
   * @param squareTrace trace of the covariance's square
   * @param designEffect how many items count as one
   */
  public record Scatter(double trace, double squareTrace, double designEffect) {

    double noise(long items) {
      return designEffect * trace / items;
    }

    double deviation(long items) {
      return designEffect * Math.sqrt(2 * squareTrace) / items;
    }
  }

  private final List<Direction> directions;
  private final PictureWords words;
  private final Scatter scatter;

  /** By the words and the scatter of a reference. */
  public Naming(List<Direction> directions, PictureWords words, Scatter scatter) {
    this.directions = List.copyOf(directions);
    this.words = words;
    this.scatter = scatter;
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
    ShiftSplit split = ShiftSplit.of(words, shift, scatter.noise(items));
    Direction winner = directions.get(alarm.direction());
    boolean moved = split.squaredLength() > BEYOND_NOISE * scatter.deviation(items);
    if (!moved || BY_THEMSELVES.contains(winner.signal())) {
      Optional<Direction> named = winner.named() ? Optional.of(winner) : Optional.empty();
      return new Cause(named, alarm.side(), 0, split, consequences(alarm, named));
    }
    if (split.parts().isEmpty() || split.rest() > MOST_REST) {
      return new Cause(
          Optional.empty(), alarm.side(), 0, split, consequences(alarm, Optional.empty()));
    }
    ShiftSplit.Part first = split.parts().get(0);
    Direction value =
        new Direction(
            "share",
            words.space().factor(first.factor()).name(),
            words.space().factor(first.factor()).values().get(first.value()),
            Unit.SHARE);
    return new Cause(
        Optional.of(value),
        first.side(),
        first.share(),
        split,
        consequences(alarm, Optional.of(value)));
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
