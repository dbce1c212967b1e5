package io.idealstream.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Shortens vectors along directions, the more the stronger these are.
 *
 * <pre>
 *   (I + C'C)^-1 q = q - C' (I + C C')^-1 C q
 * </pre>
 *
 * <p>The second form (Woodbury) is solved, of the size of the rows of C.
 */
public final class Contraction {

  private final DMatrixRMaj directions;
  private final LinearSolverDense<DMatrixRMaj> solver;

  /**
   * @param rows C, row-major [directions x dimension], finite; not copied
   * @throws IllegalArgumentException if the rows are not whole
   */
  public Contraction(double[] rows, int dimension) {
    if (rows.length % dimension != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, expected a multiple of dimension %d".formatted(rows.length, dimension));
    }
    int size = rows.length / dimension;
    directions = new DMatrixRMaj(size, dimension, true, rows);
    DMatrixRMaj gram = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(directions, directions, gram);
    for (int i = 0; i < size; i++) {
      gram.add(i, i, 1);
    }
    solver = LinearSolverFactory_DDRM.symmPosDef(size);
    if (size > 0 && !solver.setA(gram)) {
      throw new IllegalArgumentException("directions of no finite length");
    }
  }

  /** The vector [dimension], contracted. */
  public double[] apply(double[] vector) {
    double[] contracted = vector.clone();
    int size = directions.numRows;
    if (size == 0) {
      return contracted;
    }
    DMatrixRMaj along = new DMatrixRMaj(size, 1);
    CommonOps_DDRM.mult(directions, DMatrixRMaj.wrap(vector.length, 1, vector), along);
    DMatrixRMaj solved = new DMatrixRMaj(size, 1);
    solver.solve(along, solved);
    CommonOps_DDRM.multAddTransA(
        -1, directions, solved, DMatrixRMaj.wrap(vector.length, 1, contracted));
    return contracted;
  }
}
