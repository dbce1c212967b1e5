package io.idealstream.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How independently an image ranks the factors (Trager et al. 2023, propositions 7 to 9).
 *
 * <pre>
 *   p(z) = softmax_z(logits)
 *   total correlation = KL( p(z) || prod_i p(z_i) ) = sum_i H(p_i) - H(p)       nats
 * </pre>
 *
 * <p>It is 0 if and only if the logits are a sum over the factors. A factor is mode-disentangled
 * for the image if one value is best in every context of the other factors, order-disentangled if
 * no two values change places. Where every factor is mode-disentangled, ideal words and the best of
 * all cells agree (proposition 9).
 *
 * @param totalCorrelation nats, at least 0
 * @param factors one per factor, in the space's order
 */
public record Disentanglement(double totalCorrelation, List<OfFactor> factors) {

  /**
   * One factor's order across contexts.
   *
   * @param mode whether one value is best in every context
   * @param order whether no two values change places
   * @param kendallTau mean over pairs of contexts of Kendall's tau-a between their rankings; 1 for
   *     a single context or value
   */
  public record OfFactor(boolean mode, boolean order, double kendallTau) {}

  /** Differences below this share of the largest logit are ties: rounding orders nothing. */
  private static final double ROUNDING = 1e-12;

  public Disentanglement {
    factors = List.copyOf(factors);
  }

  /**
   * Measures one image.
   *
   * @param logits one per cell of the full grid, in the order of cells, already scaled
   * @throws IllegalArgumentException if their number is not that of the cells or one is not finite
   */
  public static Disentanglement of(FactorSpace space, double[] logits) {
    if (logits.length != space.cells()) {
      throw new IllegalArgumentException(
          "logits: %d, cells of %s: %d".formatted(logits.length, space, space.cells()));
    }
    List<OfFactor> factors = new ArrayList<>();
    double largest = 0;
    for (double logit : logits) {
      largest = Math.max(largest, Math.abs(logit));
    }
    if (!Double.isFinite(largest)) {
      throw new IllegalArgumentException("a logit is not finite");
    }
    int stride = logits.length;
    for (int i = 0; i < space.factors(); i++) {
      stride /= space.values(i);
      factors.add(new Contexts(logits, space.values(i), stride, ROUNDING * largest).compare());
    }
    return new Disentanglement(totalCorrelation(space, logits), factors);
  }

  private static double totalCorrelation(FactorSpace space, double[] logits) {
    double[] joint = softmax(logits);
    double correlation = -entropy(joint);
    int stride = joint.length;
    for (int i = 0; i < space.factors(); i++) {
      stride /= space.values(i);
      double[] marginal = new double[space.values(i)];
      for (int z = 0; z < joint.length; z++) {
        marginal[z / stride % marginal.length] += joint[z];
      }
      correlation += entropy(marginal);
    }
    return Math.max(0, correlation);
  }

  private static double[] softmax(double[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      most = Math.max(most, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int z = 0; z < logits.length; z++) {
      probabilities[z] = Math.exp(logits[z] - most);
      sum += probabilities[z];
    }
    for (int z = 0; z < logits.length; z++) {
      probabilities[z] /= sum;
    }
    return probabilities;
  }

  private static double entropy(double[] probabilities) {
    double entropy = 0;
    for (double p : probabilities) {
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy;
  }

  /** One factor's logits in every context of the others. */
  private static final class Contexts {

    private final double[] logits;
    private final int values;
    private final int stride;
    private final double tie;
    private final int contexts;

    Contexts(double[] logits, int values, int stride, double tie) {
      this.logits = logits;
      this.values = values;
      this.stride = stride;
      this.tie = tie;
      contexts = logits.length / values;
    }

    /**
     * Over the signs s_c of a pair of values in C contexts, the sum over pairs of contexts of s_c
     * s_c' is ((sum s_c)^2 - sum s_c^2) / 2: no two contexts are ever compared.
     */
    OfFactor compare() {
      boolean[] alwaysBest = new boolean[values];
      Arrays.fill(alwaysBest, true);
      boolean order = true;
      double concordance = 0;
      for (int v = 0; v < values; v++) {
        for (int w = 0; w < v; w++) {
          long above = 0;
          long below = 0;
          for (int context = 0; context < contexts; context++) {
            double difference = logit(context, v) - logit(context, w);
            above += difference > tie ? 1 : 0;
            below += difference < -tie ? 1 : 0;
          }
          alwaysBest[v] &= below == 0;
          alwaysBest[w] &= above == 0;
          order &= above == 0 || below == 0;
          concordance += (above - below) * (double) (above - below) - (above + below);
        }
      }
      boolean mode = false;
      for (boolean best : alwaysBest) {
        mode |= best;
      }
      double comparisons = (double) contexts * (contexts - 1) * values * (values - 1) / 2;
      return new OfFactor(mode, order, comparisons > 0 ? concordance / comparisons : 1);
    }

    private double logit(int context, int value) {
      return logits[(context / stride * values + value) * stride + context % stride];
    }
  }
}
