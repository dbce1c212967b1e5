package io.idealstream.decision.eval;

/**
 * A number measured over items.
 *
 * @param value NaN where no item says anything of it
 * @param standardError how much it would spread over other items of the same kind; NaN where that
 *     cannot be told
 */
public record Estimate(double value, double standardError) {}
