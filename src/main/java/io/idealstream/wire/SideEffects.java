package io.idealstream.wire;

/**
 * The worst changes from the plain prompts' answers to the debiased ones along factors that
 * debiasing was not asked to clear, as fractions -1 to 1; null while too few items tell.
 *
 * @param accuracy of the value that loses most
 * @param accuracyOf its factor and the value, joined by a slash
 * @param gap of the factor whose gap grows most
 * @param gapOf that factor
 */
public record SideEffects(
    @OrNull Double accuracy, @OrNull String accuracyOf, @OrNull Double gap, @OrNull String gapOf) {}
