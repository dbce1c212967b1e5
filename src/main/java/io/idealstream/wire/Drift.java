package io.idealstream.wire;

import java.time.Instant;

/**
 * That a value's signal moved away from what it was, or came back.
 *
 * @param signal what is watched
 * @param score the detector's statistic, in the signal's own unit
 * @param threshold the score at which drift is declared
 * @param since event time at which this state began
 */
public record Drift(
    String space,
    String factor,
    String value,
    String signal,
    DriftState state,
    double score,
    double threshold,
    Instant since) {}
