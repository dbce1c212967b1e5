package io.idealstream.wire;

import java.util.List;
import java.util.Map;

/**
 * The zero-shot answer of a factor's plain prompts.
 *
 * @param label the most probable value; null in a factor of kind {@code many}
 * @param probability null in a factor of kind {@code many}
 * @param labels the values that hold, in a factor of kind {@code many}; null otherwise
 * @param probabilities value to probability, in a factor of kind {@code many}; null otherwise
 */
public record RawAnswer(
    @OrNull String label,
    @OrNull Double probability,
    @OrAbsent List<String> labels,
    @OrAbsent Map<String, Double> probabilities) {

  /** The answer for a factor of which one value holds. */
  public RawAnswer(String label, double probability) {
    this(label, probability, null, null);
  }
}
