package io.idealstream.drift;

/**
 * What a signal is measured in, how people read it, and the least change worth an alarm unless the
 * user says otherwise.
 */
public enum Unit {
  /** Share of items, 0 to 1; read in points. */
  SHARE("points of share", 100, 0.005),
  /** Angle of a vector against a plane, -90 to 90. */
  DEGREES("degrees", 1, 0.02),
  /** Share of answers that were right or covered, 0 to 1; read in points. */
  ACCURACY("points of accuracy", 100, 0.01),
  /** Covariance of two values, -0.25 to 0.25; read in hundredths. */
  COVARIANCE("hundredths of covariance", 100, 0.0025),
  /** Squared length, 0 to 4, where a vector has 1; read in hundredths. */
  ENERGY("hundredths of energy", 100, 0.0025),
  /** Length along a direction, where a vector has 1; read in hundredths. */
  LENGTH("hundredths of length", 100, 0.0025),
  /** Binary logarithm of a count. */
  DOUBLINGS("doublings", 1, 0.1);

  private final String text;
  private final double shown;
  private final double leastChange;

  Unit(String text, double shown, double leastChange) {
    this.text = text;
    this.shown = shown;
    this.leastChange = leastChange;
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
}
