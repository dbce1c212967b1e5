package io.idealstream.decision;

import io.idealstream.math.Composition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A query's vector from its terms.
 *
 * <pre>
 *   q = sum_i s_i t_i / |sum_i s_i t_i|
 * </pre>
 */
public final class QueryVector {

  /** A sum shorter than this share of its terms is what rounding left of them. */
  private static final double CANCELLED = 1e-6;

  private QueryVector() {}

  /**
   * The scaled sum of vectors, of length 1; empty where the terms cancel each other.
   *
   * @param terms vectors [dimension] of any length, at least one
   * @param scales one per term, finite; below zero for what is taken away
   */
  public static Optional<float[]> of(List<float[]> terms, double[] scales) {
    Composition composition = Composition.empty(terms.get(0).length);
    double most = 0;
    for (int i = 0; i < scales.length; i++) {
      double[] term = Composition.from(terms.get(i)).vector();
      composition.plus(scales[i], term);
      most += Math.abs(scales[i]) * length(term);
    }
    double[] sum = composition.vector();
    double length = length(sum);
    if (!(length > CANCELLED * most) || Double.isInfinite(length)) {
      return Optional.empty();
    }
    float[] query = new float[sum.length];
    for (int j = 0; j < sum.length; j++) {
      query[j] = (float) (sum[j] / length);
    }
    return Optional.of(query);
  }

  private static double length(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
  }
}
