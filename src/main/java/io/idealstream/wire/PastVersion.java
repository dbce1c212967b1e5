package io.idealstream.wire;

import java.time.Instant;

/**
 * A version of a space's words that was published.
 *
 * @param asOf event time up to which its estimates reached
 * @param restores event time that it went back to; null where it did not
 */
public record PastVersion(long version, Instant asOf, @OrAbsent Instant restores) {}
