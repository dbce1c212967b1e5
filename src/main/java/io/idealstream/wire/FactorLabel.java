package io.idealstream.wire;

import java.util.Map;

/**
 * The answer for one factor.
 *
 * @param label the most probable value; null where the job abstains and has none to give
 * @param probabilities value to probability
 * @param raw the answer of the plain prompts
 * @param debiased false where no words were there yet and the label is the raw one
 * @param support decayed effective number of events behind the label's word, prompts not counted
 * @param abstained why the label should not be used: {@code outside}, {@code uncertain}, {@code
 *     threshold}; null where it should
 */
public record FactorLabel(
    @OrNull String label,
    @OrNull Double probability,
    Map<String, Double> probabilities,
    RawAnswer raw,
    boolean debiased,
    double support,
    @OrNull String abstained) {}
