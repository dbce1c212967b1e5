package io.idealstream.cli.drift;

/**
 * False alarms of a way to bet.
 *
 * @param asked intervals to a false alarm
 * @param threshold the mean of those used; NaN for who needs none
 * @param alarms in all intervals
 */
public record Rate(
    String calm,
    String way,
    String thresholds,
    int asked,
    double threshold,
    long alarms,
    long intervals) {

  /** The same with what was counted. */
  Rate counted(double meanThreshold, double allAlarms, double allIntervals) {
    return new Rate(
        calm,
        way,
        thresholds,
        asked,
        Double.isNaN(threshold) ? threshold : meanThreshold,
        (long) allAlarms,
        (long) allIntervals);
  }

  /** Measured by asked. */
  public double ratio() {
    return (double) alarms * asked / intervals;
  }
}
