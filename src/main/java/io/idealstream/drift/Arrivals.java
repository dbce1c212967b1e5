package io.idealstream.drift;

/**
 * What came in an interval.
 *
 * @param items that could be used
 * @param deadLetters records that could not
 */
public record Arrivals(long items, long deadLetters) {}
