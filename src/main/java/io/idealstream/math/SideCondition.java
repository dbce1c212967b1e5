package io.idealstream.math;

import java.util.Arrays;

/**
 * The words of every factor sum to zero under its weights; the centre takes the rest.
 *
 * <pre>
 *   m_i = sum_v a_iv u_iv,     u_iv -= m_i,     u_0 += sum_i m_i
 * </pre>
 *
 * <p>No cell's approximation changes by it: the weights say how a fit is reported, not what is
 * fitted.
 */
final class SideCondition {

  private SideCondition() {}

  /**
   * @param rows row-major [rows x dimension], changed in place
   */
  static void impose(FactorSpace space, double[] rows) {
    int dimension = rows.length / space.rows();
    double[] mean = new double[dimension];
    for (int i = 0; i < space.factors(); i++) {
      Arrays.fill(mean, 0);
      for (int v = 0; v < space.values(i); v++) {
        Vectors.add(mean, 0, space.weight(i, v), rows, space.row(i, v) * dimension, dimension);
      }
      for (int v = 0; v < space.values(i); v++) {
        Vectors.add(rows, space.row(i, v) * dimension, -1, mean, 0, dimension);
      }
      Vectors.add(rows, 0, 1, mean, 0, dimension);
    }
  }
}
