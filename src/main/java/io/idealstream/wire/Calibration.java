package io.idealstream.wire;

/**
 * How far the probabilities of labels can be believed, against feedback.
 *
 * @param nll mean of -ln of the true value's probability, in nats
 * @param brier mean over labels of the squared errors of all probabilities, summed; 0 to 2
 * @param ece expected calibration error over 15 bins of confidence
 */
public record Calibration(double nll, double brier, double ece) {}
