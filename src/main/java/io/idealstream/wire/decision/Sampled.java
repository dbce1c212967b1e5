package io.idealstream.wire.decision;

/**
 * A policy for which the item is one of the rest that somebody should look at.
 *
 * @param version of the policy
 * @param probability with which any of the rest is taken
 */
public record Sampled(String policy, long version, double probability, boolean shadow) {}
