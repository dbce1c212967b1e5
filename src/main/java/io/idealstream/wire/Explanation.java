package io.idealstream.wire;

import java.util.Map;

/**
 * What moved the raw answer: the lead of one value over another by the plain prompts, in parts that
 * add up to it.
 *
 * <pre>
 *   logit = sum of factors + rest
 * </pre>
 *
 * @param label the raw answer
 * @param over the value it is compared with: the label where that is another, else the runner-up
 * @param logit how far the raw answer is ahead: logit scale times the difference of cosines
 * @param factors each factor of the space, spurious ones too, to the part of the lead that lies
 *     along its words; of the factor itself, what was asked for
 * @param rest the part along no word
 */
public record Explanation(
    String label, String over, double logit, Map<String, Double> factors, double rest) {}
