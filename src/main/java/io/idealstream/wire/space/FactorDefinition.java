package io.idealstream.wire.space;

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
 */
public record FactorDefinition(
    Role role,
    Kind kind,
    Map<String, List<String>> values,
    Map<String, Double> weights,
    Map<String, Double> thresholds,
    double temperature) {

  /**
   * The least probability at which a label names a value: any in a factor of kind {@code one}, one
   * half in a factor of kind {@code many}, unless the definition says otherwise.
   */
  public double threshold(String value) {
    return thresholds.getOrDefault(value, kind == Kind.ONE ? 0 : 0.5);
  }

  /** The values' names in the order of the definition. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }
}
