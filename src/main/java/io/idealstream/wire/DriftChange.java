package io.idealstream.wire;

/**
 * How a signal's mean has changed, in its unit.
 *
 * @param from in the reference
 * @param to since the drift began; after it, since its last alarm
 * @param unit such as {@code points of share}
 * @param standardError of {@code to}
 */
public record DriftChange(double from, double to, String unit, double standardError) {}
