package io.idealstream.decision.quality;

import java.util.List;

/**
 * The temperature that probabilities should have been made with, by maximum likelihood (Guo et al.,
 * "On Calibration of Modern Neural Networks", ICML 2017).
 *
 * <pre>
 *   p_v(b) = p_v^b / sum_u p_u^b         b = 1 / T
 *   NLL(b) = sum over answers of  ln sum_v p_v^b  -  b ln p_truth
 *   NLL'   = sum  E_b[ln p] - ln p_truth          NLL'' = sum  Var_b[ln p] >= 0
 * </pre>
 *
 * <p>NLL is convex in b: its derivative has at most one zero, found by halving in ln b. The zero of
 * separable answers (all right) lies at infinity, that of answers worse than chance at 0: T is held
 * between {@value #LEAST} and {@value #MOST}.
 */
public final class Temperature {

  static final double LEAST = 1.0 / 64;
  static final double MOST = 64;

  private static final double LEAST_PROBABILITY = 1e-12;
  private static final int HALVINGS = 60;

  private Temperature() {}

  /**
   * An answer and the truth.
   *
   * @param probabilities of the values
   * @param truth index of the true value
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Sample(double[] probabilities, int truth) {}

  /**
   * A temperature and what it makes of answers.
   *
   * @param temperature above 1 where the answers were too sure
   * @param negativeLogLikelihood mean at the temperature, in nats
   */
  public record Fitted(double temperature, double negativeLogLikelihood) {}

  /**
   * The most likely temperature; above 1 where the answers were too sure.
   *
   * @throws IllegalArgumentException without samples
   */
  public static double fit(List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("no samples to fit a temperature to, expected some");
    }
    double low = Math.log(LEAST);
    double high = Math.log(MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slope(samples, Math.exp(-middle)) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** Whether a fit ended where the search does, which is no finding. */
  public static boolean isAtEnd(double temperature) {
    double near = 1 + 1e-6;
    return temperature < LEAST * near || temperature > MOST / near;
  }

  /** NLL'(b): above 0 where b is too large, and the temperature too low. */
  private static double slope(List<Sample> samples, double b) {
    double slope = 0;
    for (Sample sample : samples) {
      double[] p = at(1 / b, sample.probabilities());
      for (int v = 0; v < p.length; v++) {
        slope += p[v] * log(sample.probabilities()[v]);
      }
      slope -= log(sample.probabilities()[sample.truth()]);
    }
    return slope;
  }

  /** Probabilities at a temperature: p_v^(1/T) / sum_u p_u^(1/T). */
  public static double[] at(double temperature, double[] probabilities) {
    double[] at = new double[probabilities.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < at.length; v++) {
      at[v] = log(probabilities[v]) / temperature;
      largest = Math.max(largest, at[v]);
    }
    double sum = 0;
    for (int v = 0; v < at.length; v++) {
      at[v] = Math.exp(at[v] - largest);
      sum += at[v];
    }
    for (int v = 0; v < at.length; v++) {
      at[v] /= sum;
    }
    return at;
  }

  private static double log(double probability) {
    return Math.log(Math.max(LEAST_PROBABILITY, probability));
  }
}
