package io.idealstream.wire;

import java.time.Instant;

/**
 * Live accuracy of a factor against feedback.
 *
 * @param asOf event time up to which feedback counts
 * @param items decayed effective number of items with feedback
 * @param raw of the plain prompts' answers
 * @param debiased of the labels
 */
public record Quality(
    String space,
    long spaceVersion,
    String factor,
    Instant asOf,
    double items,
    GroupAccuracy raw,
    GroupAccuracy debiased) {}
