package io.idealstream.drift;

import java.util.Arrays;

/**
 * How the one promise of a space is divided: weights that are fixed when their owner comes, and
 * never sum to more than 1, however many feeds and values come later.
 *
 * <p>Whoever comes together shares half of what is left. What goes gives nothing back: weights that
 * change afterwards would break the promise. Mutable.
 */
public final class Budget {

  private double left;

  /** All of it: 1. */
  public Budget() {
    this(1);
  }

  /**
   * @param whole what there is to divide, above 0 and at most 1
   */
  public Budget(double whole) {
    if (!(whole > 0 && whole <= 1)) {
      throw new IllegalArgumentException("a budget of " + whole + ", expected 0 to 1");
    }
    left = whole;
  }

  /** What nobody has yet. */
  public double left() {
    return left;
  }

  /**
   * Weights for newcomers, each the same.
   *
   * @param number of them, above 0
   */
  public double[] allot(int number) {
    left /= 2;
    double[] weights = new double[number];
    Arrays.fill(weights, left / number);
    return weights;
  }
}
