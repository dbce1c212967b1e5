package io.idealstream.math;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The directions in which points differ most, from their centre: right singular vectors V of the
 * centred points, by falling singular value s.
 *
 * <pre>
 *   coordinate of x along axis j = &lt;x - mean, V_j>          share_j = s_j^2 / sum s^2
 * </pre>
 *
 * <p>Cells that are sums of words make a prism: edges that change the same values are parallel.
 */
public final class PrincipalAxes {

  private final double[] mean;

  /** Row-major [axes x dimension]. */
  private final double[] axes;

  private final double[] shares;

  private PrincipalAxes(double[] mean, double[] axes, double[] shares) {
    this.mean = mean;
    this.axes = axes;
    this.shares = shares;
  }

  /**
   * The axes of points.
   *
   * @param points row-major [points x dimension], finite, at least one
   * @param most axes wanted; there are never more than points or dimensions
   * @throws IllegalArgumentException if the rows are not whole
   */
  public static PrincipalAxes of(double[] points, int dimension, int most) {
    if (points.length == 0 || points.length % dimension != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, expected a multiple of dimension %d".formatted(points.length, dimension));
    }
    int number = points.length / dimension;
    double[] mean = new double[dimension];
    for (int j = 0; j < points.length; j++) {
      mean[j % dimension] += points[j] / number;
    }
    double[] centred = points.clone();
    for (int j = 0; j < centred.length; j++) {
      centred[j] -= mean[j % dimension];
    }
    int kept = Math.min(most, Math.min(number, dimension));
    KrylovAxes few = kept > 0 ? KrylovAxes.of(centred, dimension, kept) : null;
    return few == null
        ? whole(mean, centred, number, kept)
        : new PrincipalAxes(
            mean,
            few.axes(),
            shares(few.values(), Vectors.dot(centred, 0, centred, 0, centred.length)));
  }

  /** By a whole decomposition, where that is small or most of it is wanted. */
  private static PrincipalAxes whole(double[] mean, double[] centred, int number, int kept) {
    int dimension = mean.length;
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(number, dimension, false, true, true);
    if (!svd.decompose(new DMatrixRMaj(number, dimension, true, centred))) {
      throw new IllegalArgumentException("no singular values, points: %d".formatted(number));
    }
    double[] values = svd.getSingularValues();
    DMatrixRMaj right = svd.getV(null, true);
    SingularOps_DDRM.descendingOrder(
        null, false, values, svd.numberOfSingularValues(), right, true);
    double[] axes = new double[kept * dimension];
    System.arraycopy(right.data, 0, axes, 0, axes.length);
    double[] squares = new double[svd.numberOfSingularValues()];
    Arrays.setAll(squares, i -> values[i] * values[i]);
    return new PrincipalAxes(
        mean, axes, shares(Arrays.copyOf(squares, kept), Arrays.stream(squares).sum()));
  }

  private static double[] shares(double[] squares, double sum) {
    double[] shares = new double[squares.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = sum > 0 ? squares[i] / sum : 0;
    }
    return shares;
  }

  /** Number of axes. */
  public int axes() {
    return shares.length;
  }

  /** Share of the points' variance along an axis, 0 to 1. */
  public double share(int axis) {
    return shares[axis];
  }

  /** The axes themselves, of length 1, row-major [axes x dimension]. */
  public double[] rows() {
    return axes.clone();
  }

  /** Where a vector [dimension] lies, one coordinate per axis. */
  public double[] coordinates(double[] vector) {
    double[] from = vector.clone();
    Vectors.add(from, 0, -1, mean, 0, mean.length);
    double[] coordinates = new double[shares.length];
    for (int axis = 0; axis < coordinates.length; axis++) {
      coordinates[axis] = Vectors.dot(axes, axis * mean.length, from, 0, mean.length);
    }
    return coordinates;
  }
}
