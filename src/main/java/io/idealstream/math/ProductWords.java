package io.idealstream.math;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Ideal words under product weights, from the mean of every cell (Trager et al. 2023, prop. 4).
 *
 * <pre>
 *   b_z = prod_i a_{i,z_i}
 *   u_0 = sum_z b_z u_z
 *   u_{i,v} = (1 / a_{i,v}) sum_{z: z_i = v} b_z u_z - u_0
 *   R2 = 1 - sum_z b_z |u_z - ut_z|^2 / sum_z b_z |u_z - u_0|^2 = sum_{i,v} a_{i,v} |u_{i,v}|^2 / TSS
 * </pre>
 *
 * <p>The words of different factors are orthogonal under product weights, hence the second form of
 * R2. One pass over the cells, k additions of a vector each.
 */
final class ProductWords {

  private static final int NAMED_AT_MOST = 5;
  private static final double ROUNDING = 1e-13;

  private ProductWords() {}

  static IdealWords fit(CellSums sums) {
    FactorSpace space = sums.space();
    if (sums.cells().size() < space.cells()) {
      int rank = Design.of(space, sums.cells().keySet()).rank();
      return IdealWords.none(
          space, sums.dimension(), rank, "weighting 'product' needs every cell; " + missing(sums));
    }
    int dimension = sums.dimension();
    double[] sum = new double[dimension];
    double[][] slices = new double[space.rows()][dimension];
    double squares = 0;
    for (var entry : sums.cells().entrySet()) {
      entry.getValue().copySum(sum);
      addToSlices(space, entry.getKey(), sum, entry.getValue().weight(), slices);
      squares += space.weight(entry.getKey()) * entry.getValue().squaredLengthOfMean();
    }
    double[] rows = Vectors.joined(slices);
    takeFromCentre(space, rows);
    OptionalDouble r2 = OptionalDouble.of(r2(space, rows, squares));
    Vectors.add(rows, 0, 1, sums.anchor().toArray(), 0, dimension);
    return new IdealWords(space, rows, Estimability.full(space), space.fullRank(), r2);
  }

  /**
   * Adds b_z u_z / a_{i,z_i} to the slice of each value.
   *
   * @param sum of the cell, its weight times u_z
   */
  private static void addToSlices(
      FactorSpace space, Cell cell, double[] sum, double sumWeight, double[][] slices) {
    double weight = space.weight(cell);
    for (int i = 0; i < space.factors(); i++) {
      int v = cell.value(i);
      double share = weight / space.weight(i, v) / sumWeight;
      Vectors.add(slices[space.row(i, v)], share, sum);
    }
  }

  /** The slices of any one factor have the centre as their mean; words are the differences. */
  private static void takeFromCentre(FactorSpace space, double[] rows) {
    int dimension = rows.length / space.rows();
    for (int v = 0; v < space.values(0); v++) {
      Vectors.add(rows, 0, space.weight(0, v), rows, space.row(0, v) * dimension, dimension);
    }
    for (int row = 1; row < space.rows(); row++) {
      Vectors.add(rows, row * dimension, -1, rows, 0, dimension);
    }
  }

  private static double r2(FactorSpace space, double[] rows, double squares) {
    int dimension = rows.length / space.rows();
    double scatter = squares - squaredLength(rows, 0, dimension);
    double explained = 0;
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        explained += space.weight(i, v) * squaredLength(rows, space.row(i, v), dimension);
      }
    }
    return scatter > ROUNDING * squares ? Math.min(1, explained / scatter) : 1;
  }

  private static double squaredLength(double[] rows, int row, int dimension) {
    return Vectors.dot(rows, row * dimension, rows, row * dimension, dimension);
  }

  /** Says how many cells are missing, and names some. */
  static String missing(CellSums sums) {
    FactorSpace space = sums.space();
    List<String> named = new ArrayList<>();
    for (long index = 0; index < space.cells() && named.size() < NAMED_AT_MOST; index++) {
      Cell cell = space.cellAt(index);
      if (!sums.cells().containsKey(cell)) {
        named.add(space.describe(cell));
      }
    }
    return "%d of %d are missing: %s%s"
        .formatted(
            space.cells() - sums.cells().size(),
            space.cells(),
            String.join(", ", named),
            named.size() < NAMED_AT_MOST ? "" : ", ...");
  }
}
