package io.idealstream.decision;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of a factor that are possible for an item, by one quantile per value
 * (class-conditional conformal prediction; Vovk, Gammerman, Shafer, "Algorithmic Learning in a
 * Random World", 2005).
 *
 * <pre>
 *   set = {v : 1 - p_v &lt;= q_v}
 * </pre>
 *
 * <p>A set may hold every value, or none: then the item is like those of no value.
 */
public final class ConformalSets {

  private final double[] quantiles;

  /**
   * @param quantiles one per value, from 0 to 1; a value of quantile 1 is in every set. Not copied
   */
  public ConformalSets(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /**
   * Indices of the values in the set, in the factor's order.
   *
   * @param probabilities one per value
   */
  public List<Integer> of(double[] probabilities) {
    return IntStream.range(0, quantiles.length)
        .filter(v -> 1 - probabilities[v] <= quantiles[v])
        .boxed()
        .toList();
  }
}
