package io.idealstream.drift;

import java.util.List;

/**
 * How many items come: log2 of their number in an interval. Silence is not scored: an empty
 * interval changes nothing.
 */
final class ItemRate implements Signal<Arrivals> {

  @Override
  public List<Direction> directions() {
    return List.of(new Direction("input", "", "rate", Unit.DOUBLINGS));
  }

  @Override
  public void score(Arrivals arrivals, double[] scores, int at) {
    scores[at] = arrivals.items() == 0 ? Double.NaN : Math.log(arrivals.items()) / Math.log(2);
  }
}
