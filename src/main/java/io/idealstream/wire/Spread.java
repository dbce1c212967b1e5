package io.idealstream.wire;

/**
 * Mean and sample standard deviation of a number.
 *
 * @param sd null where only the mean is known
 */
public record Spread(double mean, @OrNull Double sd) {}
