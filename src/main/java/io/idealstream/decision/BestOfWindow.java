package io.idealstream.decision;

/**
 * That of the items of a window only the best are asked for.
 *
 * @param k how many, at least 1
 */
public record BestOfWindow(int k, Tumbling windows) {}
