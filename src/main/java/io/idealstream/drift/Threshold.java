package io.idealstream.drift;

/**
 * The height at which the average of the bets is an alarm.
 *
 * @param guaranteed the asked mean number of intervals to a false alarm: safe for any distribution
 * @param calibrated by resampling the reference; NaN until that is long enough
 */
public record Threshold(double guaranteed, double calibrated) {

  /** By guarantee alone. */
  public static Threshold guaranteed(double intervals) {
    return new Threshold(intervals, Double.NaN);
  }

  /** Whether the reference was long enough. */
  public boolean isCalibrated() {
    return !Double.isNaN(calibrated);
  }

  /** The one that counts: never above the guarantee. */
  public double value() {
    return isCalibrated() ? Math.min(guaranteed, calibrated) : guaranteed;
  }
}
