package io.idealstream.decision;

import java.time.Instant;

/**
 * An item as matching sees it.
 *
 * @param time of the event: expiry goes by it, so that a replay gives the same matches
 * @param vector [dimension], finite, of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Candidate(String feed, Instant time, float[] vector) {}
