package io.idealstream.drift;

/**
 * What a signal is measured in, how people read it, and the least change worth an alarm unless the
 * user says otherwise.
 *
 * <p>Scores are clipped at four deviations. Where a reference hardly scatters, such as that of a
 * value that never came, a deviation is taken to be larger, so that what is then rare and large
 * counts.
 */
public enum Unit {
  /** Probability of a value, 0 to 1; read in points. */
  SHARE("points of share", 100, 0.005, 0.05),
  /** Whether something holds of an item, 0 or 1; read in points. */
  OCCURRENCE("points of share", 100, 0.005, 0.25),
  /** Share of what came in an interval, 0 to 1; read in points. */
  FRACTION("points of share", 100, 0.005, 0.01),
  /** Angle of a vector against a plane, -90 to 90. */
  DEGREES("degrees", 1, 0.02, 0.04),
  /** Whether an answer was right or covered, 0 or 1; read in points. */
  ACCURACY("points of accuracy", 100, 0.01, 0.25),
  /** Covariance of two values, -0.25 to 0.25; read in hundredths. */
  COVARIANCE("hundredths of covariance", 100, 0.0025, 0.005),
  /** Squared length, 0 to 4, where a vector has 1; read in hundredths. */
  ENERGY("hundredths of energy", 100, 0.0025, 0.005),
  /** Length along a direction, where a vector has 1; read in hundredths. */
  LENGTH("hundredths of length", 100, 0.0025, 0.005),
  /** Binary logarithm of a count. */
  DOUBLINGS("doublings", 1, 0.1, 0.2);

  private final String text;
  private final double shown;
  private final double leastChange;
  private final double leastDeviation;

  Unit(String text, double shown, double leastChange, double leastDeviation) {
    this.text = text;
    this.shown = shown;
    this.leastChange = leastChange;
    this.leastDeviation = leastDeviation;
  }

  /** The unit in words, as it stands behind a number of {@link #shown}. */
  public String text() {
    return text;
  }

  /** A change as people read it. */
  public double shown(double change) {
    return shown * change;
  }

  /** The least change worth an alarm by default, in the signal's own numbers. */
  public double leastChange() {
    return leastChange;
  }

  /** What a deviation is taken to be at least, in the signal's own numbers. */
  double leastDeviation() {
    return leastDeviation;
  }
}
