package io.idealstream.drift;

import java.util.List;

/**
 * How much comes, and how much of it cannot be used; one number of each for an interval.
 *
 * <pre>
 *   rate = log2 items              dead letters = dead / (items + dead)
 * </pre>
 */
public final class InputFlow implements Signal<Arrivals> {

  private static final ItemRate RATE = new ItemRate();

  @Override
  public List<Direction> directions() {
    return List.of(
        RATE.directions().get(0), new Direction("input", "", "dead-letters", Unit.FRACTION));
  }

  @Override
  public void score(Arrivals arrivals, double[] scores, int at) {
    long all = arrivals.items() + arrivals.deadLetters();
    RATE.score(arrivals, scores, at);
    scores[at + 1] = all == 0 ? Double.NaN : (double) arrivals.deadLetters() / all;
  }
}
