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

  /**
   * The same within classes: words sum to zero over the seen values of their class, and the centre
   * takes the mean of each factor's first class, which is right where it is the only one. Words
   * that are not determined are zero.
   *
   * <pre>
   *   m_c = sum_{v in c} a_iv u_iv / sum_{v in c} a_iv
   * </pre>
   *
   * @param rows row-major [rows x dimension], under the condition over all values
   * @return the rows themselves where everything is determined
   */
  static double[] byClass(FactorSpace space, double[] rows, Estimability estimability) {
    if (estimability.everything()) {
      return rows;
    }
    double[] relative = rows.clone();
    for (int i = 0; i < space.factors(); i++) {
      if (!estimability.whole(i)) {
        centre(space, i, rows, relative, estimability);
      }
    }
    return relative;
  }

  private static void centre(
      FactorSpace space, int factor, double[] rows, double[] relative, Estimability estimability) {
    int dimension = rows.length / space.rows();
    int classes = estimability.classes(factor);
    double[] means = new double[classes * dimension];
    double[] weights = new double[classes];
    for (int v = 0; v < space.values(factor); v++) {
      int known = estimability.classOf(factor, v);
      if (known != Estimability.UNSEEN) {
        double weight = space.weight(factor, v);
        weights[known] += weight;
        Vectors.add(
            means, known * dimension, weight, rows, space.row(factor, v) * dimension, dimension);
      }
    }
    for (int c = 0; c < classes; c++) {
      for (int j = c * dimension; j < (c + 1) * dimension; j++) {
        means[j] /= weights[c];
      }
    }
    for (int v = 0; v < space.values(factor); v++) {
      int at = space.row(factor, v) * dimension;
      if (estimability.word(factor, v)) {
        int known = estimability.classOf(factor, v);
        Vectors.add(relative, at, -1, means, known * dimension, dimension);
      } else {
        Arrays.fill(relative, at, at + dimension, 0);
      }
    }
    if (classes > 0) {
      Vectors.add(relative, 0, 1, means, 0, dimension);
    }
  }
}
