package io.idealstream.wire;

/**
 * What one term of a query adds to a hit's score; over the terms these add up to the score.
 *
 * @param term as the query names it
 */
public record Contribution(String term, double contribution) {}
