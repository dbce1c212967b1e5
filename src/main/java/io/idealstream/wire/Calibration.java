package io.idealstream.wire;

/**
 * How far the probabilities of labels can be believed, against feedback.
 *
 * @param nll mean of -ln of the true value's probability, in nats
 * @param brier mean over labels of the squared errors of all probabilities, summed; 0 to 2
 * @param ece expected calibration error over 15 bins of confidence
 * @param temperature that would have made {@code nll} least, above 1 where labels were too sure;
 *     null where too few labels tell
 * @param nllAtTemperature what {@code nll} would have been; null without a temperature
 */
public record Calibration(
    double nll,
    double brier,
    double ece,
    @OrAbsent Double temperature,
    @OrAbsent Double nllAtTemperature) {

  /** What is known without a temperature. */
  public Calibration(double nll, double brier, double ece) {
    this(nll, brier, ece, null, null);
  }
}
