package io.idealstream.wire;

import java.time.Duration;

/**
 * When a hit of a query is left out because an earlier one shows the same.
 *
 * @param within how long before it, in event time, the earlier one may have been
 * @param similarity least cosine of the two; null where only equal vectors are the same
 */
public record Distinct(Duration within, @OrAbsent Double similarity) {}
