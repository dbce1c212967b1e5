package io.idealstream.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The same fit from a dense design and its pseudo-inverse, nothing shared with the fit's code. */
final class DenseFit {

  private final FactorSpace space;
  private final DMatrixRMaj report;
  private final DMatrixRMaj rows;
  private final DMatrixRMaj open;

  DenseFit(FactorSpace space, List<Event> events) {
    this.space = space;
    int size = space.rows();
    int dimension = events.get(0).vector().length;
    DMatrixRMaj design = new DMatrixRMaj(events.size(), size);
    DMatrixRMaj vectors = new DMatrixRMaj(events.size(), dimension);
    for (int n = 0; n < events.size(); n++) {
      double root = Math.sqrt(events.get(n).weight());
      design.set(n, 0, root);
      for (int i = 0; i < space.factors(); i++) {
        design.set(n, space.row(i, events.get(n).cell().value(i)), root);
      }
      for (int j = 0; j < dimension; j++) {
        vectors.set(n, j, root * events.get(n).vector()[j]);
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(size, events.size());
    CommonOps_DDRM.pinv(design, inverse);
    report = report(space);
    rows = multiply(report, multiply(inverse, vectors));
    DMatrixRMaj projector = multiply(inverse, design);
    open = new DMatrixRMaj(size, size);
    CommonOps_DDRM.subtract(report, multiply(report, projector), open);
  }

  /** Centre and words under the side condition, as functions of the rows. */
  private static DMatrixRMaj report(FactorSpace space) {
    DMatrixRMaj report = CommonOps_DDRM.identity(space.rows());
    for (int i = 0; i < space.factors(); i++) {
      for (int w = 0; w < space.values(i); w++) {
        report.add(0, space.row(i, w), space.weight(i, w));
        for (int v = 0; v < space.values(i); v++) {
          report.add(space.row(i, v), space.row(i, w), -space.weight(i, w));
        }
      }
    }
    return report;
  }

  private static DMatrixRMaj multiply(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }

  void assertAgrees(IdealWords words) {
    boolean[] determined = words.determinedRows();
    double[] actual = words.rows();
    for (int row = 0; row < space.rows(); row++) {
      double most = 0;
      for (int column = 0; column < space.rows(); column++) {
        most = Math.max(most, Math.abs(open.get(row, column)));
      }
      assertEquals(most < 1e-9, determined[row], "row " + row + " determined");
      for (int j = 0; determined[row] && j < rows.numCols; j++) {
        Golden.assertClose(rows.get(row, j), actual[row * rows.numCols + j], 1e-10, "row " + row);
      }
    }
  }
}
