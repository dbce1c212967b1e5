package io.idealstream.decision.eval;

import io.idealstream.math.Interval;

/**
 * By how much one method is better than another on the same items.
 *
 * @param value above 0 if it is better; NaN where no item says anything of it
 * @param interval where the difference lies
 */
public record Difference(double value, Interval interval) {

  public boolean isClearGain() {
    return interval.isAbove(0);
  }

  public boolean isClearLoss() {
    return interval.isBelow(0);
  }
}
