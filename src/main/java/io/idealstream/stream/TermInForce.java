package io.idealstream.stream;

/**
 * A term as it stands in the sum that is a query's vector.
 *
 * @param name as the query names it
 * @param scale below zero for what is taken away
 * @param vector [dimension], as it was summed: of any length
 */
@SuppressWarnings("ArrayRecordComponent") // in flight, compared by nobody
public record TermInForce(String name, double scale, float[] vector) {}
