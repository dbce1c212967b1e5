package io.idealstream.wire;

/**
 * Size of the cosines between words of different factors: 0 where what one factor changes says
 * nothing about another.
 *
 * @param largest over all pairs of such words
 * @param mean over the same pairs
 */
public record Cosines(double largest, double mean) {}
