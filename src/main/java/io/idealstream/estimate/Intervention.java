package io.idealstream.estimate;

import java.time.Instant;

/**
 * What people, or the job itself, have done to the sums that words are made of.
 *
 * @param frozenSince event time since which what comes is summed aside; null where it is not
 * @param restored event time to which the sums have just been rolled back; null where they were not
 * @param restoredVersion of the words that was asked for; null for none
 */
public record Intervention(Instant frozenSince, Instant restored, Long restoredVersion) {}
