package io.idealstream.math;

import static io.idealstream.math.Golden.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The same fit from a dense design and its pseudo-inverse, nothing shared with the fit's code. */
final class DenseFit {

  private static final double TINY = 1e-9;

  private final FactorSpace space;

  /** One of all solutions, the shortest. */
  private final DMatrixRMaj rows;

  /** What the row space of the design leaves of each unit vector. */
  private final DMatrixRMaj open;

  private final Set<Integer> seen = new HashSet<>();

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
        seen.add(space.row(i, events.get(n).cell().value(i)));
      }
      for (int j = 0; j < dimension; j++) {
        vectors.set(n, j, root * events.get(n).vector()[j]);
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(size, events.size());
    CommonOps_DDRM.pinv(design, inverse);
    rows = multiply(inverse, vectors);
    open = CommonOps_DDRM.identity(size);
    CommonOps_DDRM.subtractEquals(open, multiply(inverse, design));
  }

  private static DMatrixRMaj multiply(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }

  /** Whether a linear function of the rows is the same for all solutions. */
  private boolean determined(double[] function) {
    for (int column = 0; column < space.rows(); column++) {
      double left = 0;
      for (int row = 0; row < space.rows(); row++) {
        left += function[row] * open.get(row, column);
      }
      if (Math.abs(left) > TINY) {
        return false;
      }
    }
    return true;
  }

  private double[] value(double[] function) {
    double[] value = new double[rows.numCols];
    for (int row = 0; row < space.rows(); row++) {
      for (int j = 0; j < value.length; j++) {
        value[j] += function[row] * rows.get(row, j);
      }
    }
    return value;
  }

  /** Seen values that differ from a value by a determined vector, itself among them. */
  List<Integer> alike(int factor, int value) {
    List<Integer> alike = new ArrayList<>();
    for (int v = 0; v < space.values(factor); v++) {
      double[] contrast = new double[space.rows()];
      contrast[space.row(factor, value)]++;
      contrast[space.row(factor, v)]--;
      if (seen.contains(space.row(factor, v)) && determined(contrast)) {
        alike.add(v);
      }
    }
    return alike;
  }

  private double weight(int factor, List<Integer> values) {
    return values.stream().mapToDouble(v -> space.weight(factor, v)).sum();
  }

  /** The share of each value in a word's mean, taken from it. */
  private double[] word(int factor, int value, List<Integer> alike) {
    double[] word = new double[space.rows()];
    double whole = weight(factor, alike);
    alike.forEach(v -> word[space.row(factor, v)] -= space.weight(factor, v) / whole);
    word[space.row(factor, value)]++;
    return word;
  }

  private double[] cell(Cell cell) {
    double[] sum = new double[space.rows()];
    sum[0] = 1;
    for (int i = 0; i < space.factors(); i++) {
      sum[space.row(i, cell.value(i))] = 1;
    }
    return sum;
  }

  void assertAgrees(IdealWords words) {
    double[] centre = new double[space.rows()];
    centre[0] = 1;
    boolean one = true;
    for (int i = 0; i < space.factors(); i++) {
      List<Integer> last = List.of();
      for (int v = 0; v < space.values(i); v++) {
        boolean known = seen.contains(space.row(i, v));
        List<Integer> alike = known ? alike(i, v) : List.of();
        one &= !known || last.isEmpty() || last.equals(alike);
        last = known ? alike : last;
        boolean expected = alike.size() > 1 || (known && space.values(i) == 1);
        assertEquals(expected, words.hasWord(i, v), "word of " + space.row(i, v));
        if (expected) {
          assertClose(value(word(i, v, alike)), words.word(i, v), 1e-9, "word");
        }
      }
      for (int v : last) {
        centre[space.row(i, v)] += space.weight(i, v) / weight(i, last);
      }
    }
    assertEquals(one, words.hasCentre(), "centre");
    if (one) {
      assertClose(value(centre), words.centre(), 1e-9, "centre");
    }
  }

  /** Compares the approximations of cells, seen or not. */
  void assertApproximates(IdealWords words, List<Cell> cells) {
    for (Cell cell : cells) {
      assertEquals(determined(cell(cell)), words.hasApproximation(cell), cell + " determined");
      if (words.hasApproximation(cell)) {
        assertClose(value(cell(cell)), words.approximation(cell), 1e-9, "cell " + cell);
      }
    }
  }
}
