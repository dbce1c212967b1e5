package io.idealstream.drift;

import java.util.List;

/** Several signals of one kind of observation, one after the other. */
public final class Signals<T> implements Signal<T> {

  private final List<Signal<T>> signals;
  private final List<Direction> directions;

  /** All of these. */
  public Signals(List<? extends Signal<T>> signals) {
    this.signals = List.copyOf(signals);
    directions = this.signals.stream().flatMap(signal -> signal.directions().stream()).toList();
  }

  @Override
  public List<Direction> directions() {
    return directions;
  }

  @Override
  public void score(T observation, double[] scores, int at) {
    int next = at;
    for (Signal<T> signal : signals) {
      signal.score(observation, scores, next);
      next += signal.directions().size();
    }
  }
}
