package io.idealstream.drift;

import io.idealstream.math.Vectors;

/**
 * Non-negative least squares by coordinates.
 *
 * <pre>
 *   min |b - A c|^2  over c >= 0:     c_v = max(0, c_v + (A_v . b - G_v c) / G_vv)  in turn,  G = A A'
 * </pre>
 *
 * <p>At the minimum A_v . (b - A c) is 0 where c_v is above 0, and not above 0 elsewhere.
 */
final class NonNegative {

  private static final int MOST_ROUNDS = 10_000;
  private static final double SETTLED = 1e-12;

  private NonNegative() {}

  /**
   * Coefficients.
   *
   * @param atoms row-major [atoms x dimension]; a row of zeros gets 0
   * @param allowed which rows may be used
   * @param target b [dimension]
   */
  static double[] fit(double[] atoms, boolean[] allowed, double[] target) {
    int number = allowed.length;
    int dimension = target.length;
    double[][] gram = new double[number][number];
    double[] products = new double[number];
    for (int v = 0; v < number; v++) {
      products[v] = Vectors.dot(atoms, v * dimension, target, 0, dimension);
      for (int w = 0; w <= v; w++) {
        gram[v][w] = Vectors.dot(atoms, v * dimension, atoms, w * dimension, dimension);
        gram[w][v] = gram[v][w];
      }
    }
    return solve(gram, allowed, products);
  }

  /**
   * The same where products are known: min c' G c - 2 c' b over c >= 0.
   *
   * @param gram G, symmetric
   * @param allowed which coefficients may be above 0
   * @param products b
   */
  static double[] solve(double[][] gram, boolean[] allowed, double[] products) {
    int number = allowed.length;
    double[] coefficients = new double[number];
    double most = 1;
    for (int round = 0; round < MOST_ROUNDS && most > SETTLED; round++) {
      most = 0;
      for (int v = 0; v < number; v++) {
        if (allowed[v] && gram[v][v] > 0) {
          double gradient = products[v] - Vectors.dot(gram[v], 0, coefficients, 0, number);
          double next = Math.max(0, coefficients[v] + gradient / gram[v][v]);
          most = Math.max(most, Math.abs(next - coefficients[v]));
          coefficients[v] = next;
        }
      }
    }
    return coefficients;
  }
}
