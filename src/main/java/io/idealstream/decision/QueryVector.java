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
   * The scaled sum of unit vectors, of length 1; empty where the terms cancel each other.
   *
   * @param terms unit vectors [dimension], at least one
   * @param scales one per term, finite; below zero for what is taken away
   */
  public static Optional<float[]> of(List<float[]> terms, double[] scales) {
    Composition composition = Composition.empty(terms.get(0).length);
    for (int i = 0; i < scales.length; i++) {
      composition.plus(scales[i], Composition.from(terms.get(i)).vector());
    }
    double[] sum = composition.vector();
    double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
    double most = Arrays.stream(scales).map(Math::abs).sum();
    if (!(length > CANCELLED * most) || Double.isInfinite(length)) {
      return Optional.empty();
    }
    float[] query = new float[sum.length];
    for (int j = 0; j < sum.length; j++) {
      query[j] = (float) (sum[j] / length);
    }
    return Optional.of(query);
  }
}
