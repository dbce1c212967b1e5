package io.idealstream.wire.decision;

import io.idealstream.wire.OrAbsent;
import java.time.Instant;

/**
 * A drift of an item's feed that was open at the item's time, as far as was known then.
 *
 * @param factor of the value that names the drift, or two joined by {@code *}; null where the space
 *     has no name for it
 * @param value alike
 * @param signal what moved
 * @param since event time at which it is estimated to have begun
 * @param detected event time at which its first alarm came
 * @param knownFrom event time of the items from which on it was known
 */
public record FeedDrift(
    String space,
    @OrAbsent String factor,
    @OrAbsent String value,
    String signal,
    Instant since,
    Instant detected,
    Instant knownFrom) {}
