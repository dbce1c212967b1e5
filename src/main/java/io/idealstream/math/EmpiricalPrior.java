package io.idealstream.math;

import java.util.OptionalDouble;

/**
 * A prior whose strength the data themselves say (empirical Bayes): the nearer the data's words lie
 * to the prior's, beyond what their uncertainty explains, the more the prior is worth.
 *
 * <pre>
 *   tau_i^2 = mean_v ( |u_iv - u0_iv|^2 - SE_iv^2 ) / (1 - a_iv)      at least 0
 *   kappa_i = tr Sigma / tau_i^2
 * </pre>
 *
 * <p>1 - a_iv is the share of a word's variance that the side condition leaves.
 */
public final class EmpiricalPrior {

  private EmpiricalPrior() {}

  /**
   * Words of one source, shrunk towards those of another by the precision of both: the blend of
   * image-side and prompt words.
   *
   * @param moments of the source that is shrunk
   * @param words of the other source; their length is fitted first, see {@link #inLengthOf}
   * @param otherwise see {@link #of}
   */
  public static LeastSquares blend(Moments moments, IdealWords words, double otherwise) {
    return blend(LeastSquares.fit(moments), words, otherwise);
  }

  /** The same from a fit of the data alone; see {@link #blend(Moments, IdealWords, double)}. */
  public static LeastSquares blend(LeastSquares data, IdealWords words, double otherwise) {
    return data.with(of(data, inLengthOf(data, words), otherwise));
  }

  /**
   * Prior words with the strength that fits a data-only estimate, at most the weight of all events.
   *
   * @param data a fit without a prior
   * @param words the prior's words
   * @param otherwise pseudo-events per value for a factor of which the data tell nothing: no word
   *     determined, or no scatter known
   */
  public static Prior of(LeastSquares data, IdealWords words, double otherwise) {
    Uncertainty uncertainty = data.uncertainty();
    double[] strengths = new double[words.space().factors()];
    for (int i = 0; i < strengths.length; i++) {
      strengths[i] = strength(data, uncertainty, words, i).orElse(otherwise);
    }
    return Prior.of(words, strengths);
  }

  private static OptionalDouble strength(
      LeastSquares data, Uncertainty uncertainty, IdealWords words, int factor) {
    if (uncertainty.scatter().isEmpty()) {
      return OptionalDouble.empty();
    }
    double scatter = uncertainty.scatter().getAsDouble();
    FactorSpace space = words.space();
    double sum = 0;
    int compared = 0;
    for (int v = 0; v < space.values(factor); v++) {
      double weight = space.weight(factor, v);
      if (data.words().hasWords(factor) && words.hasWord(factor, v) && weight < 1) {
        double noise = scatter * uncertainty.relativeVariance(factor, v);
        sum += (squaredDistance(data.words(), words, factor, v) - noise) / (1 - weight);
        compared++;
      }
    }
    if (compared == 0) {
      return OptionalDouble.empty();
    }
    // nearer than noise explains: the prior is worth as much as everything seen, not infinity
    double most = data.moments().total().weight();
    double spread = sum / compared;
    return OptionalDouble.of(spread > 0 ? Math.min(most, scatter / spread) : most);
  }

  private static double squaredDistance(
      IdealWords words, IdealWords others, int factor, int value) {
    double[] difference = words.word(factor, value);
    Vectors.add(difference, 0, -1, others.word(factor, value), 0, difference.length);
    return Vectors.dot(difference, 0, difference, 0, difference.length);
  }

  /**
   * The prior's words, each factor stretched to the length that its direction has in the data: text
   * and image words of one model point the same way with different lengths.
   *
   * <pre>
   *   s_i = sum_v n_iv &lt;u_iv, u0_iv> / sum_v n_iv |u0_iv|^2      at least 0
   * </pre>
   *
   * Over the values whose words the data determine, the prior's taken relative to the same classes.
   * A factor without such values keeps its length; so do all factors if the prior's own words have
   * gaps.
   */
  public static IdealWords inLengthOf(LeastSquares data, IdealWords words) {
    if (!words.estimable()) {
      return words;
    }
    double[] scales = new double[words.space().factors()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = scale(data, words, i);
    }
    return words.scaled(scales);
  }

  private static double scale(LeastSquares data, IdealWords words, int factor) {
    FactorSpace space = words.space();
    double[] relative = words.relativeAs(data.words(), factor);
    double along = 0;
    double squared = 0;
    for (int v = 0; v < space.values(factor); v++) {
      if (!data.words().hasWord(factor, v)) {
        continue;
      }
      double weight = data.moments().weight(space.row(factor, v), space.row(factor, v));
      double[] seen = data.words().word(factor, v);
      int at = v * seen.length;
      along += weight * Vectors.dot(seen, 0, relative, at, seen.length);
      squared += weight * Vectors.dot(relative, at, relative, at, seen.length);
    }
    return squared > 0 ? Math.max(0, along / squared) : 1;
  }
}
