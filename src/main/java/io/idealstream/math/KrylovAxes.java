package io.idealstream.math;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The few largest right singular vectors of many rows, by block Krylov iteration (Musco and Musco
 * 2015): what a whole decomposition would give, for a tenth of its arithmetic.
 *
 * <pre>
 *   basis  Q = orth [W, A'A W, (A'A)^2 W, ...]      W random, the same always
 *   (A'A) Q y = l Q y  within the basis;  done when |A'A Q y - l Q y| &lt;= 1e-4 l_1 for every axis
 * </pre>
 */
final class KrylovAxes {

  /** Points tell their axes no better. */
  private static final double TOLERANCE = 1e-4;

  /** Vectors beside those wanted in a block: the sooner it is done. */
  private static final int MORE = 4;

  /** Blocks before it is first asked whether that is enough. */
  private static final int FIRST_BLOCKS = 3;

  /** What orthogonalisation leaves of a vector that the basis has already. */
  private static final double NOTHING = 1e-10;

  private static final long SEED = 1;

  private final double[] rows;
  private final int dimension;
  private final int wanted;

  /** Row-major [most x dimension], of which {@link #size} are there: Q', and A'A Q'. */
  private final double[] basis;

  private final double[] images;
  private int size;

  private double[] values;
  private double[] axes;

  private KrylovAxes(double[] rows, int dimension, int wanted, int most) {
    this.rows = rows;
    this.dimension = dimension;
    this.wanted = wanted;
    basis = new double[most * dimension];
    images = new double[most * dimension];
  }

  /**
   * The axes; null where these would take a basis that is not small.
   *
   * @param rows row-major [rows x dimension]
   * @param wanted axes, above 0
   */
  static KrylovAxes of(double[] rows, int dimension, int wanted) {
    int most = Math.min(rows.length / dimension, dimension) / 2;
    KrylovAxes found = new KrylovAxes(rows, dimension, wanted, most);
    return found.find(wanted + MORE, most) ? found : null;
  }

  /** Squared singular values, the largest first. */
  double[] values() {
    return values;
  }

  /** Of length 1, row-major [wanted x dimension]. */
  double[] axes() {
    return axes;
  }

  private boolean find(int block, int most) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] next = new double[block * dimension];
    Arrays.setAll(next, j -> random.nextGaussian());
    for (int blocks = 1; size + block <= most; blocks++) {
      int before = size;
      extend(next, block);
      next = Arrays.copyOfRange(images, before * dimension, size * dimension);
      boolean exhausted = size == before;
      if ((blocks >= FIRST_BLOCKS || exhausted) && size >= wanted && converged()) {
        return true;
      }
      if (exhausted) {
        return false;
      }
      next = Arrays.copyOf(next, block * dimension);
    }
    return false;
  }

  /** Adds what vectors have of their own to the basis, and its images. */
  private void extend(double[] vectors, int count) {
    int before = size;
    for (int v = 0; v < count; v++) {
      int at = v * dimension;
      double length = length(vectors, at);
      // twice: once leaves rounding behind
      orthogonalise(vectors, at);
      orthogonalise(vectors, at);
      double left = length(vectors, at);
      if (left > NOTHING * length) {
        Vectors.add(basis, size * dimension, 1 / left, vectors, at, dimension);
        size++;
      }
    }
    int number = rows.length / dimension;
    double[] along = new double[number];
    for (int v = before; v < size; v++) {
      for (int row = 0; row < number; row++) {
        along[row] = Vectors.dot(rows, row * dimension, basis, v * dimension, dimension);
      }
      Vectors.addCombination(images, v * dimension, along, 0, number, rows, dimension);
    }
  }

  private void orthogonalise(double[] vectors, int at) {
    for (int q = 0; q < size; q++) {
      double along = Vectors.dot(vectors, at, basis, q * dimension, dimension);
      Vectors.add(vectors, at, -along, basis, q * dimension, dimension);
    }
  }

  private double length(double[] vectors, int at) {
    return Math.sqrt(Vectors.dot(vectors, at, vectors, at, dimension));
  }

  /** Takes the axes within the basis, and says whether they are axes of the rows. */
  private boolean converged() {
    DMatrixRMaj within = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double one = Vectors.dot(basis, i * dimension, images, j * dimension, dimension);
        within.set(i, j, one);
        within.set(j, i, one);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(within)) {
      return false;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, (i, j) -> Double.compare(eigen.getEigenvalue(j).real, eigen.getEigenvalue(i).real));
    values = new double[wanted];
    axes = new double[wanted * dimension];
    for (int i = 0; i < wanted; i++) {
      values[i] = Math.max(0, eigen.getEigenvalue(order[i]).real);
      double[] image = new double[dimension];
      DMatrixRMaj mix = eigen.getEigenVector(order[i]);
      for (int q = 0; q < size; q++) {
        Vectors.add(axes, i * dimension, mix.get(q), basis, q * dimension, dimension);
        Vectors.add(image, 0, mix.get(q), images, q * dimension, dimension);
      }
      Vectors.add(image, 0, -values[i], axes, i * dimension, dimension);
      if (length(image, 0) > TOLERANCE * values[0]) {
        return false;
      }
    }
    return true;
  }
}
