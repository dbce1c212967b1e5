package io.idealstream.math;

import java.util.OptionalDouble;

/**
 * Ideal words by weighted least squares, from moments alone.
 *
 * <pre>
 *   minimise  sum w |x - a' Theta|^2      G Theta = B
 *   RSS = Q - &lt;Theta, B>       TSS = Q - |B_0|^2 / N       R2 = 1 - RSS/TSS
 * </pre>
 *
 * <p>G is singular by at least one dimension per factor, since the one-hots of a factor add up to
 * the centre. The factorisation finds these and all further gaps of the design by itself, solves on
 * the rows it could tell apart, and the side condition picks the reported words among all
 * solutions.
 */
final class LeastSquares {

  private static final double ROUNDING = 1e-13;

  private LeastSquares() {}

  static IdealWords fit(Moments moments) {
    FactorSpace space = moments.space();
    VectorSum total = moments.total();
    if (total.isEmpty()) {
      return IdealWords.none(space, moments.dimension(), 0, "nothing was seen");
    }
    int dimension = moments.dimension();
    NormalEquations equations = new NormalEquations(moments);
    double[] products = moments.products();
    double[] rows = equations.solve(products, dimension);
    OptionalDouble r2 = OptionalDouble.of(r2(total, rows, products));

    SideCondition.impose(space, rows);
    for (int j = 0; j < dimension; j++) {
      rows[j] += moments.anchor().at(j);
    }
    return new IdealWords(space, rows, equations.estimability(), equations.rank(), r2);
  }

  /** A single cell, or cells that are all alike, leave nothing to explain: 1. */
  private static double r2(VectorSum total, double[] rows, double[] products) {
    double explained = Vectors.dot(rows, 0, products, 0, rows.length);
    double residual = Math.max(0, total.squares() - explained);
    double scatter = total.scatter();
    return scatter > ROUNDING * total.squares() ? Math.max(0, 1 - residual / scatter) : 1;
  }
}
