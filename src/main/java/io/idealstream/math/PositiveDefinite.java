package io.idealstream.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Symmetric positive definite matrices. */
public final class PositiveDefinite {

  private PositiveDefinite() {}

  /**
   * The inverse, symmetric too.
   *
   * @param matrix row-major [size x size]; not changed
   * @throws IllegalArgumentException if it is not positive definite
   */
  public static double[] inverse(double[] matrix, int size) {
    DMatrixRMaj inverse = new DMatrixRMaj(size, size);
    DMatrixRMaj copy = new DMatrixRMaj(size, size, true, matrix.clone());
    if (!CommonOps_DDRM.invertSPD(copy, inverse)) {
      throw new IllegalArgumentException(
          "a matrix that is not positive definite, rows: %d".formatted(size));
    }
    return inverse.data;
  }
}
