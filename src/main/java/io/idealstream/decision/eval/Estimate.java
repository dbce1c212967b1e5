package io.idealstream.decision.eval;

import io.idealstream.math.Interval;

/**
 * A number measured over items.
 *
 * @param value NaN where no item says anything of it
 * @param standardError how much it would spread over other items of the same kind; NaN where that
 *     cannot be told, and too small where few items all say the same
 * @param interval where it lies with 95 % confidence; asymmetric, and never of length zero
 */
public record Estimate(double value, double standardError, Interval interval) {

  /** The confidence of intervals. */
  public static final double CONFIDENCE = 0.95;

  Estimate within(Interval other) {
    return new Estimate(value, standardError, other);
  }
}
