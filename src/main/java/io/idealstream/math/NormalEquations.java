package io.idealstream.math;

/**
 * M = G + D of some moments and a prior, scaled to a diagonal of ones and factorised.
 *
 * <pre>
 *   S = diag(M)^-1/2,     S M S (S^-1 Theta) = S B
 * </pre>
 *
 * <p>After scaling, a value seen once in a million events has the same standing as any other: the
 * rank asks whether the data tell it apart, not how often it came.
 */
final class NormalEquations {

  private final FactorSpace space;
  private final double[] scales;
  private final PivotedCholesky factor;

  NormalEquations(Moments moments, Prior prior) {
    space = moments.space();
    int size = space.rows();
    double[] diagonal = diagonal(moments, prior);
    scales = new double[size];
    for (int row = 0; row < size; row++) {
      scales[row] = diagonal[row] > 0 ? 1 / Math.sqrt(diagonal[row]) : 0;
    }
    double[] scaled = new double[size * size];
    for (int row = 0; row < size; row++) {
      for (int other = 0; other < row; other++) {
        scaled[row * size + other] = scales[row] * moments.weight(row, other) * scales[other];
      }
      scaled[row * size + row] = scales[row] > 0 ? 1 : 0;
    }
    factor = new PivotedCholesky(scaled, size);
  }

  private static double[] diagonal(Moments moments, Prior prior) {
    FactorSpace space = moments.space();
    double[] diagonal = new double[space.rows()];
    diagonal[0] = moments.weight(0, 0);
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        int row = space.row(i, v);
        diagonal[row] = moments.weight(row, row) + prior.strength(i, v);
      }
    }
    return diagonal;
  }

  int rank() {
    return factor.rank();
  }

  /** See {@link PivotedCholesky#smallestPivot}. */
  double smallestPivot() {
    return factor.smallestPivot();
  }

  /** One of the solutions of M Theta = right, row-major [rows x columns] as the right side is. */
  double[] solve(double[] right, int columns) {
    double[] solution = factor.solve(scaleRows(right, columns), columns);
    return scaleRows(solution, columns);
  }

  private double[] scaleRows(double[] matrix, int columns) {
    double[] scaled = new double[matrix.length];
    for (int row = 0; row < scales.length; row++) {
      for (int j = row * columns; j < (row + 1) * columns; j++) {
        scaled[j] = scales[row] * matrix[j];
      }
    }
    return scaled;
  }

  /** A symmetric inverse of M, row-major [rows x rows]; where M is singular, one of many. */
  double[] inverse() {
    int size = scales.length;
    double[] identity = new double[size * size];
    for (int row = 0; row < size; row++) {
      identity[row * size + row] = 1;
    }
    return solve(identity, size);
  }

  /** Null vectors of M, as exact as its factorisation is. */
  NullSpace nullSpace() {
    double[] basis = factor.nullSpace();
    int size = scales.length;
    for (int place = 0; place < basis.length; place++) {
      double scale = scales[place % size];
      basis[place] *= scale > 0 ? scale : 1;
    }
    return new NullSpace(space, basis);
  }

  /** Whether a row takes part in M. */
  boolean seen(int row) {
    return scales[row] > 0;
  }
}
