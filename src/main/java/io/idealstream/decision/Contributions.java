package io.idealstream.decision;

import java.util.List;

/**
 * What each term of a query adds to a score; the contributions add up to the score.
 *
 * <pre>
 *   q = sum_i s_i t_i / |sum_j s_j t_j|
 *   &lt;q, x> = sum_i c_i,    c_i = s_i &lt;t_i, x> / |sum_j s_j t_j|
 * </pre>
 */
public final class Contributions {

  private final List<float[]> terms;
  private final double[] weights;

  /**
   * @param terms [dimension] each, of any length, at least one; together not zero
   * @param scales one per term
   */
  public Contributions(List<float[]> terms, double[] scales) {
    this.terms = terms;
    double[] sum = new double[terms.get(0).length];
    for (int i = 0; i < scales.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += scales[i] * terms.get(i)[j];
      }
    }
    double squares = 0;
    for (double x : sum) {
      squares += x * x;
    }
    this.weights = scales.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= Math.sqrt(squares);
    }
  }

  /**
   * One number per term.
   *
   * @param item [dimension], of length 1
   */
  public double[] of(float[] item) {
    double[] contributions = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      contributions[i] = weights[i] * Products.of(terms.get(i), item);
    }
    return contributions;
  }
}
