package io.idealstream.cli.drift;

/**
 * What comes in an interval.
 *
 * @param items indices of the pool's items
 * @param deadLetters records that could not be used
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Drawn(int[] items, long deadLetters) {}
