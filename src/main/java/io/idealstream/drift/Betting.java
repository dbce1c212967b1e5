package io.idealstream.drift;

/**
 * Turns the votes of an interval into what each bet makes of its stake: the log of a factor whose
 * mean is at most 1 as long as nothing has changed by more than the margin.
 */
public interface Betting {

  /** How many bets there are on each direction: sides times sizes. */
  int bets();

  /**
   * The log factors.
   *
   * @param slot of the season
   * @return row-major [directions x bets]: on rising by rising size, then on falling; 0 where
   *     nobody voted
   */
  double[] logs(int slot, Histograms votes);
}
