package io.idealstream.drift;

/**
 * How the mean of a direction has changed, in the numbers of its {@link Unit}.
 *
 * @param from its standard
 * @param to its mean since the change began
 * @param standardError of {@code to}, as if votes were independent
 * @param beyond whether {@code to} is only the farthest that can be told: it lies there or beyond
 */
public record Change(
    Direction direction, double from, double to, double standardError, boolean beyond) {}
