package io.idealstream.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * What some vectors span, by the right singular vectors V of the matrix that has them for rows.
 *
 * <pre>
 *   onto q = V V' q        off q = q - V V' q
 * </pre>
 */
public final class RowSpace {

  /** Share of the largest singular value below which one is rounding. */
  private static final double TOLERANCE = 1e-10;

  private final int dimension;
  private final int rank;

  /** Orthonormal, row-major [rank x dimension]. */
  private final double[] basis;

  private RowSpace(int dimension, int rank, double[] basis) {
    this.dimension = dimension;
    this.rank = rank;
    this.basis = basis;
  }

  /**
   * The span of rows.
   *
   * @param rows row-major [vectors x dimension], finite; none span nothing
   * @throws IllegalArgumentException if the rows are not whole
   */
  public static RowSpace of(double[] rows, int dimension) {
    if (rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, expected a multiple of dimension %d".formatted(rows.length, dimension));
    }
    if (rows.length == 0) {
      return new RowSpace(dimension, 0, new double[0]);
    }
    int vectors = rows.length / dimension;
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(vectors, dimension, false, true, true);
    if (!svd.decompose(new DMatrixRMaj(vectors, dimension, true, rows.clone()))) {
      throw new IllegalArgumentException("no singular values, rows: %d".formatted(vectors));
    }
    double[] values = svd.getSingularValues();
    DMatrixRMaj right = svd.getV(null, true);
    double largest = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      largest = Math.max(largest, values[i]);
    }
    double[] basis = new double[svd.numberOfSingularValues() * dimension];
    int rank = 0;
    for (int i = 0; i < svd.numberOfSingularValues(); i++) {
      // singular values come in no order
      if (values[i] > TOLERANCE * largest) {
        System.arraycopy(right.data, i * dimension, basis, rank * dimension, dimension);
        rank++;
      }
    }
    return new RowSpace(dimension, rank, basis);
  }

  /** Dimensions of the span. */
  public int rank() {
    return rank;
  }

  /** The part of a vector [dimension] inside the span. */
  public double[] onto(double[] vector) {
    double[] part = new double[dimension];
    for (int at = 0; at < rank * dimension; at += dimension) {
      double along = Vectors.dot(basis, at, vector, 0, dimension);
      Vectors.add(part, 0, along, basis, at, dimension);
    }
    return part;
  }

  /** The part of a vector [dimension] orthogonal to the span. */
  public double[] off(double[] vector) {
    double[] rest = vector.clone();
    Vectors.add(rest, 0, -1, onto(vector), 0, dimension);
    return rest;
  }
}
