package io.idealstream.bench;

/**
 * What was measured of one thing.
 *
 * @param name the same in every run of a form
 * @param value in the unit
 * @param ratio of the value to that of something plain, measured in turns with it; null where there
 *     is nothing to compare with
 * @param of what the ratio is of; null with {@code ratio}
 * @param spread how far the quartiles of the samples lie apart, as a share of their middle; null
 *     where there is but one
 */
public record Measurement(
    String name, double value, String unit, Better better, Double ratio, String of, Double spread) {

  /** One without anything to compare with. */
  static Measurement alone(String name, double value, String unit, Better better, Double spread) {
    return new Measurement(name, value, unit, better, null, null, spread);
  }

  /**
   * By what share the ratio is worse than an earlier one; below 0 where it is better.
   *
   * @param before its ratio, above 0
   */
  double loss(double before) {
    return better == Better.HIGHER ? 1 - ratio / before : ratio / before - 1;
  }
}
