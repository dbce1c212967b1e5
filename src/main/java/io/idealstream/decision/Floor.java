package io.idealstream.decision;

/**
 * What an item of a certain time must reach to be among the best: nothing below counts any more.
 *
 * @param score exact cosine that is just enough
 * @param start first event time that the floor holds for, in milliseconds since 1970
 * @param end first event time that it no longer holds for
 */
public record Floor(double score, long start, long end) {}
