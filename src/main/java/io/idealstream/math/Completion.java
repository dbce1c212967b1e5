package io.idealstream.math;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Words of events as far as these tell, and of prompts for the rest, so that all values can be
 * compared.
 *
 * <pre>
 *   minimise  sum w |x - a' Theta|^2 + sum D_iv |u_iv - s_i p_iv|^2,     D_iv = kappa_i n_i a_iv
 *   kappa_i = tr Sigma / m_i^2
 *   m_i^2 = mean_v (|u_iv|^2 - SE_iv^2),  or sum_v a_iv |s_i p_iv|^2 where that is more
 * </pre>
 *
 * <p>p are the words of the prompts, s_i brings them to the length that their direction has among
 * events. With kappa going to zero this is Theta_0 plus, of all least-squares solutions of x - A
 * Theta_0, the one of least D-norm: inside a class the events decide, between classes and for
 * values never seen the prompts. With the kappa above a difference that events know with variance
 * SE^2 is theirs by the share m^2 / (m^2 + SE^2): two classes that one noisy item connects move
 * together as far as it can be trusted, not all at once.
 */
public final class Completion {

  /** Share of all weight that a prior has at least: below it arithmetic would lose it. */
  private static final double LEAST_SHARE = 1e-7;

  private Completion() {}

  /**
   * Completes a fit.
   *
   * @param events fitted without a prior
   * @param prompts all of them determined
   * @return empty where the events leave no freedom to measure their scatter, or none came
   */
  public static Optional<LeastSquares> of(LeastSquares events, IdealWords prompts) {
    Uncertainty uncertainty = events.uncertainty();
    OptionalDouble scatter = uncertainty.scatter();
    if (scatter.isEmpty() || !prompts.estimable()) {
      return Optional.empty();
    }
    IdealWords known = EmpiricalPrior.inLengthOf(events, prompts);
    double all = events.moments().total().weight();
    double[] strengths = new double[known.space().factors()];
    for (int i = 0; i < strengths.length; i++) {
      double length =
          Math.max(squaredLength(known, i), squaredLength(events.words(), uncertainty, i));
      double strength = length > 0 ? scatter.getAsDouble() / length : all;
      strengths[i] = Math.min(all, Math.max(LEAST_SHARE * all, strength));
    }
    LeastSquares whole = events.with(Prior.of(known, strengths));
    return whole.words().estimable() ? Optional.of(whole) : Optional.empty();
  }

  /** Of the words that are determined, without what their errors add. */
  private static double squaredLength(IdealWords words, Uncertainty uncertainty, int factor) {
    double sum = 0;
    int determined = 0;
    for (int v = 0; v < words.space().values(factor); v++) {
      if (words.hasWord(factor, v)) {
        double[] word = words.word(factor, v);
        double error = uncertainty.standardError(factor, v).orElseThrow();
        sum += Vectors.dot(word, 0, word, 0, word.length) - error * error;
        determined++;
      }
    }
    return determined == 0 ? 0 : sum / determined;
  }

  private static double squaredLength(IdealWords words, int factor) {
    double sum = 0;
    for (int v = 0; v < words.space().values(factor); v++) {
      double[] word = words.word(factor, v);
      sum += words.space().weight(factor, v) * Vectors.dot(word, 0, word, 0, word.length);
    }
    return sum;
  }
}
