package io.idealstream.math;

import java.util.Collections;
import java.util.List;

/**
 * One factor of a space: its name, the names of its values in order, and how much each value counts
 * when the factor is averaged over.
 *
 * <p>A factor by itself is not checked; {@link FactorSpace#of} checks all factors together and
 * reports every problem at once.
 *
 * @param weights one per value; in a space each is above zero and they sum to one
 */
public record Factor(String name, List<String> values, List<Double> weights) {

  public Factor {
    values = List.copyOf(values);
    weights = List.copyOf(weights);
  }

  /** A factor whose values count alike. */
  public static Factor uniform(String name, List<String> values) {
    return new Factor(
        name, values, Collections.nCopies(values.size(), 1.0 / Math.max(1, values.size())));
  }

  /** A factor whose values count alike. */
  public static Factor uniform(String name, String... values) {
    return uniform(name, List.of(values));
  }

  double weightSum() {
    return weights.stream().mapToDouble(Double::doubleValue).sum();
  }
}
