package io.idealstream.math;

/**
 * G of some moments, scaled to a diagonal of ones and factorised.
 *
 * <pre>
 *   S = diag(G)^-1/2,     S G S (S^-1 Theta) = S B
 * </pre>
 *
 * <p>After scaling, a value seen once in a million events has the same standing as any other: the
 * rank asks whether the data tell it apart, not how often it came.
 */
final class NormalEquations {

  private final FactorSpace space;
  private final double[] scales;
  private final PivotedCholesky factor;

  NormalEquations(Moments moments) {
    space = moments.space();
    int size = space.rows();
    scales = new double[size];
    for (int row = 0; row < size; row++) {
      double weight = moments.weight(row, row);
      scales[row] = weight > 0 ? 1 / Math.sqrt(weight) : 0;
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

  int rank() {
    return factor.rank();
  }

  /** One of the solutions of G Theta = B, row-major [rows x columns] as B is. */
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

  Estimability estimability() {
    double[] basis = factor.nullSpace();
    int size = scales.length;
    for (int place = 0; place < basis.length; place++) {
      double scale = scales[place % size];
      basis[place] *= scale > 0 ? scale : 1;
    }
    return Estimability.of(space, basis, row -> scales[row] > 0);
  }
}
