package io.idealstream.wire;

/**
 * What a drift is held against.
 *
 * @param space version of the space
 * @param reference version of the feed's reference
 * @param model fingerprint of the model
 */
public record DriftVersions(long space, long reference, String model) {}
