package io.idealstream.drift;

import java.util.Map;
import java.util.Optional;

/**
 * The watch of one feed, interval by interval.
 *
 * @param <I> what came in an interval
 */
public interface FeedWatch<I> {

  /**
   * Takes the next interval; one in which nothing came changes nothing.
   *
   * @param interval rises
   * @param slot of the season
   */
  Optional<Finding> close(long interval, int slot, I items) throws Exception;

  /** Whether the reference is frozen, so that changes are found. */
  boolean isWatching();

  /**
   * How near each signal is to an alarm, as a share of the threshold; empty before changes are
   * found.
   */
  Map<String, Double> nearness();
}
