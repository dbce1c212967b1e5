package io.idealstream.drift;

import java.util.List;

/** Several signals of one kind of observation, one after the other. */
public final class Signals<T> implements Signal<T> {

  private final List<Signal<T>> signals;
  private final List<Direction> directions;

  /** Where the directions of each signal begin. */
  private final int[] starts;

  /** All of these. */
  public Signals(List<? extends Signal<T>> signals) {
    this.signals = List.copyOf(signals);
    directions = this.signals.stream().flatMap(signal -> signal.directions().stream()).toList();
    starts = new int[this.signals.size()];
    for (int s = 1; s < starts.length; s++) {
      starts[s] = starts[s - 1] + this.signals.get(s - 1).directions().size();
    }
  }

  @Override
  public List<Direction> directions() {
    return directions;
  }

  @Override
  public void score(T observation, double[] scores, int at) {
    for (int s = 0; s < starts.length; s++) {
      signals.get(s).score(observation, scores, at + starts[s]);
    }
  }
}
