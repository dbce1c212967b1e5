package io.idealstream.math;

import java.util.Arrays;

/**
 * Where a number lies with some confidence.
 *
 * @param low NaN where nothing is known
 * @param high NaN where nothing is known
 */
public record Interval(double low, double high) {

  public static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  /**
   * The middle of some draws, which are sorted.
   *
   * @param confidence share of the draws that lie inside, below 1
   */
  public static Interval ofDraws(double[] draws, double confidence) {
    Arrays.sort(draws);
    int outside = (int) Math.floor((1 - confidence) / 2 * draws.length);
    return new Interval(draws[outside], draws[draws.length - 1 - outside]);
  }

  /** Made wider, if need be, so that a number lies inside. */
  public Interval including(double number) {
    return new Interval(Math.min(low, number), Math.max(high, number));
  }

  public boolean isAbove(double number) {
    return low > number;
  }

  public boolean isBelow(double number) {
    return high < number;
  }
}
