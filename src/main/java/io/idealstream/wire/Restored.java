package io.idealstream.wire;

import java.time.Instant;

/**
 * What a roll back went to.
 *
 * @param version of the words that was asked for; null where a time was
 * @param time event time: what came from then on, until the roll back, is out
 */
public record Restored(@OrAbsent Long version, Instant time) {}
