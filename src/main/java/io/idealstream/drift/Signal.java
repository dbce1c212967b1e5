package io.idealstream.drift;

import java.util.List;

/**
 * What is watched of observations: numbers whose mean can be bet on. Statistics that are no means,
 * such as a correlation, are for reports and never for bets.
 *
 * @param <T> what is observed: {@link Item}, {@link Judgement} or {@link Arrivals}
 */
public interface Signal<T> {

  /** What each number is, in order. */
  List<Direction> directions();

  /**
   * Scores an observation.
   *
   * @param scores takes one finite number per direction, from {@code at} on; NaN where the
   *     observation says nothing
   */
  void score(T observation, double[] scores, int at);
}
