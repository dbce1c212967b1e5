package io.idealstream.cli.drift;

/**
 * False alarms of a way to bet.
 *
 * @param asked intervals to a false alarm
 * @param threshold the mean of those used
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

  /** Measured by asked. */
  public double ratio() {
    return (double) alarms * asked / intervals;
  }
}
