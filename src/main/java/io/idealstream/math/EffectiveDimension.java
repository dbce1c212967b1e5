package io.idealstream.math;

/**
 * In how many dimensions noise is spread out: embeddings of dimension 512 often scatter in a few
 * dozen only, and a test that counts on 512 sees differences everywhere.
 *
 * <pre>
 *   d_eff = (tr Sigma)^2 / tr(Sigma^2)
 *   tr Sigma   ~ mean of |e_s|^2
 *   tr Sigma^2 ~ mean of (e_s . e_t)^2 over s != t
 * </pre>
 *
 * <p>Independent events only; the mean over all pairs of a sample does not depend on its order.
 */
public final class EffectiveDimension {

  private EffectiveDimension() {}

  /**
   * Effective dimension of a sample of residuals.
   *
   * @param residuals row-major [sample x dimension]: vectors less their fit
   * @return from 1 to the dimension; the dimension itself for a sample too small or without scatter
   * @throws IllegalArgumentException if the length is no multiple of the dimension
   */
  public static double of(double[] residuals, int dimension) {
    if (residuals.length % dimension != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, which are no rows of dimension %d".formatted(residuals.length, dimension));
    }
    int size = residuals.length / dimension;
    double lengths = 0;
    double products = 0;
    for (int s = 0; s < size; s++) {
      int at = s * dimension;
      lengths += Vectors.dot(residuals, at, residuals, at, dimension);
      for (int t = 0; t < s; t++) {
        double product = Vectors.dot(residuals, at, residuals, t * dimension, dimension);
        products += product * product;
      }
    }
    double trace = lengths / size;
    double traceOfSquare = products / ((double) size * (size - 1) / 2);
    double ratio = trace * trace / traceOfSquare;
    return Double.isFinite(ratio) ? Math.min(dimension, Math.max(1, ratio)) : dimension;
  }
}
