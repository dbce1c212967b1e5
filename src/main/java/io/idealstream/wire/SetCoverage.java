package io.idealstream.wire;

/**
 * What feedback says of the sets of items of one value.
 *
 * @param quantile of 1 - the value's probability, with which sets would have the coverage asked
 *     for; 1, which leaves the value in every set, where too few items tell
 * @param support decayed effective number of items behind the quantile
 * @param covered share of the sets that labels bore that held the value; null without any
 * @param size mean number of values in them; null without any
 */
public record SetCoverage(
    double quantile, double support, @OrAbsent Double covered, @OrAbsent Double size) {}
