package io.idealstream.wire.space;

import io.idealstream.wire.OrAbsent;
import java.util.List;
import java.util.Map;

/**
 * One factor of a space.
 *
 * @param values each value and its phrases, in the order of the definition
 * @param weights value to weight, in the same order; positive, together 1
 * @param thresholds value to the least probability at which a label names it, from 0 to 1; values
 *     without one have that of their kind
 * @param temperature above 0, by which logits of debiased answers are divided: 1 for as they are
 * @param coverage share of the items of each value whose set is to hold it, above 0 and below 1;
 *     null where no sets are asked for
 * @param sets value to the quantile in force, from 0 to 1, in the order of the values; those
 *     without one are in every set. Empty for no sets
 */
public record FactorDefinition(
    Role role,
    Kind kind,
    Map<String, List<String>> values,
    Map<String, Double> weights,
    Map<String, Double> thresholds,
    double temperature,
    @OrAbsent Double coverage,
    Map<String, Double> sets) {

  /**
   * The least probability at which a label names a value: any in a factor of kind {@code one}, one
   * half in a factor of kind {@code many}, unless the definition says otherwise.
   */
  public double threshold(String value) {
    return thresholds.getOrDefault(value, kind == Kind.ONE ? 0 : 0.5);
  }

  /** The largest 1 - probability with which a value is in a set. */
  public double quantile(String value) {
    return sets.getOrDefault(value, 1.0);
  }

  /** The values' names in the order of the definition. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }
}
