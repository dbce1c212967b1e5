package io.idealstream.cli.drift;

/**
 * Delays of a detector after a change, in intervals.
 *
 * @param found runs that found it at all
 * @param named share of alarms with the true name, or truly without; NaN for who names nothing
 * @param sinceError median distance of the estimated beginning from the true one
 * @param otherwise the most frequent wrong name; empty without any
 */
public record Delay(
    String change,
    String detector,
    int median,
    int ninetieth,
    int found,
    int runs,
    double named,
    double sinceError,
    String otherwise) {}
