package io.idealstream.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Takes vectors apart along the words of each factor.
 *
 * <pre>
 *   W      rows u_{i,v} of all factors i,     W = U S V'
 *   alpha  = U S^-1 V' x            the shortest of all alpha for which W'alpha is nearest to x
 *   part_i = sum_v alpha_{i,v} u_{i,v},       rest = x - sum_i part_i
 * </pre>
 *
 * <p>Words of different factors need not be at right angles: all are fitted at once, so that none
 * is given what belongs to another. The parts are linear in x, and add up to it.
 */
public final class WordParts {

  /** Share of the largest singular value below which one is rounding. */
  private static final double TOLERANCE = 1e-10;

  private final FactorSpace space;
  private final int dimension;
  private final double[] words;
  private final double[] left;
  private final double[] right;
  private final double[] inverse;

  /**
   * @param rows row-major [rows of the space x dimension]: the centre, which is passed over, then
   *     every word; not copied
   */
  public WordParts(FactorSpace space, double[] rows) {
    this.space = space;
    int values = space.rows() - 1;
    dimension = rows.length / space.rows();
    words = rows;
    double[] matrix = new double[values * dimension];
    System.arraycopy(rows, dimension, matrix, 0, matrix.length);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(values, dimension, true, true, true);
    if (!svd.decompose(new DMatrixRMaj(values, dimension, true, matrix))) {
      throw new IllegalArgumentException("no singular values, words: %d".formatted(values));
    }
    left = svd.getU(null, true).data;
    right = svd.getV(null, true).data;
    double[] singular = svd.getSingularValues();
    inverse = new double[svd.numberOfSingularValues()];
    double largest = 0;
    for (int i = 0; i < inverse.length; i++) {
      largest = Math.max(largest, singular[i]);
    }
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = singular[i] > TOLERANCE * largest ? 1 / singular[i] : 0;
    }
  }

  /**
   * The parts of a vector [dimension], row-major [factors + 1 x dimension]: the last is the rest.
   */
  public double[] of(double[] vector) {
    double[] parts = new double[(space.factors() + 1) * dimension];
    int rest = space.factors() * dimension;
    System.arraycopy(vector, 0, parts, rest, dimension);
    double[] alpha = coefficients(vector);
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        int row = space.row(i, v);
        Vectors.add(parts, i * dimension, alpha[row - 1], words, row * dimension, dimension);
      }
      Vectors.add(parts, rest, -1, parts, i * dimension, dimension);
    }
    return parts;
  }

  private double[] coefficients(double[] vector) {
    double[] alpha = new double[space.rows() - 1];
    for (int i = 0; i < inverse.length; i++) {
      double along = inverse[i] * Vectors.dot(right, i * dimension, vector, 0, dimension);
      // U lies transposed: one singular vector after the other
      Vectors.add(alpha, 0, along, left, i * alpha.length, alpha.length);
    }
    return alpha;
  }
}
