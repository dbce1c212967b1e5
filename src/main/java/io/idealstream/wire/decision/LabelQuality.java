package io.idealstream.wire.decision;

import io.idealstream.wire.GroupAccuracy;
import java.time.Instant;

/**
 * How often labels of a factor were right by feedback, as far as was known at an item's time.
 *
 * @param knownFrom event time of the items from which on it was known
 * @param items decayed effective number of items with feedback
 * @param raw of the plain prompts' answers
 * @param debiased of the debiased labels that were not withheld
 */
public record LabelQuality(
    String space,
    long spaceVersion,
    String factor,
    Instant knownFrom,
    double items,
    GroupAccuracy raw,
    GroupAccuracy debiased) {}
