package io.idealstream.wire;

import java.util.List;
import java.util.Map;

/**
 * The answer for one factor.
 *
 * @param label the most probable value; null where the job abstains, and in a factor of kind {@code
 *     many}
 * @param probability of the label; null without one
 * @param probabilities value to probability; empty where there are none to trust. In a factor of
 *     kind {@code many} each is by itself, and they do not add up to 1
 * @param raw the answer of the plain prompts
 * @param debiased false where the label is the raw one: no words were there yet, or the method asks
 *     for it
 * @param support decayed effective number of events behind the label's word, prompts not counted;
 *     of several labels the least
 * @param abstained why the label should not be used: {@code outside}, {@code uncertain}, {@code
 *     threshold}; null where it should
 * @param labels the values that hold, in a factor of kind {@code many}; null otherwise
 * @param margin probability of the best value less that of the second; null without probabilities
 * @param standardError of the label's word, of several labels the largest; null where it is not
 *     known, as for prompts
 * @param method by which the label was made
 * @param explanation what moved the raw answer; null unless the space asks for it
 * @param set the values that are possible by the quantiles in force; null where there are none, or
 *     no probabilities
 * @param basis value to what it is answered by, where the source alone does not determine all words
 *     and those of prompts stand in; null otherwise
 */
public record FactorLabel(
    @OrNull String label,
    @OrNull Double probability,
    Map<String, Double> probabilities,
    RawAnswer raw,
    boolean debiased,
    double support,
    @OrNull String abstained,
    @OrAbsent List<String> labels,
    @OrAbsent Double margin,
    @OrAbsent Double standardError,
    @OrAbsent String method,
    @OrAbsent Explanation explanation,
    @OrAbsent List<String> set,
    @OrAbsent Map<String, Basis> basis) {

  /** An answer that bears no set. */
  public FactorLabel(
      String label,
      Double probability,
      Map<String, Double> probabilities,
      RawAnswer raw,
      boolean debiased,
      double support,
      String abstained,
      List<String> labels,
      Double margin,
      Double standardError,
      String method,
      Explanation explanation) {
    this(
        label,
        probability,
        probabilities,
        raw,
        debiased,
        support,
        abstained,
        labels,
        margin,
        standardError,
        method,
        explanation,
        null,
        null);
  }

  /** An answer without what says more about it, as records were at first. */
  public FactorLabel(
      String label,
      Double probability,
      Map<String, Double> probabilities,
      RawAnswer raw,
      boolean debiased,
      double support,
      String abstained) {
    this(
        label,
        probability,
        probabilities,
        raw,
        debiased,
        support,
        abstained,
        null,
        null,
        null,
        null,
        null);
  }
}
