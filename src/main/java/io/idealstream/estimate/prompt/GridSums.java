package io.idealstream.estimate.prompt;

import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.DecomposabilityScores;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.VectorSum;
import io.idealstream.math.Weighting;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Spread;

/**
 * Sums over the prompted cells of a space, each of which brings one vector u_z.
 *
 * <pre>
 *   w_z = prod_i a_{i,z_i}  by product,   w_z = 1  by cells and counts: a cell comes once
 *   B_r = sum of w_z u_z over the cells that row r takes part in
 *   G   = sum of w_z over the cells that two rows share
 * </pre>
 *
 * <p>Held are the rows of B alone, one per value and not one per cell: G follows from the cells.
 * The least squares under w are Proposition 4 of Trager et al. (ICCV 2023) where w are product
 * weights and the cells are all.
 */
final class GridSums {

  private final PromptedCells cells;
  private final FactorSpace space;
  private final Weighting weighting;
  private final VectorSum[] rows;

  GridSums(PromptedCells cells, Weighting weighting, int dimension) {
    this.cells = cells;
    this.space = cells.space();
    this.weighting = weighting;
    Anchor anchor = Anchor.origin(dimension);
    rows = new VectorSum[space.rows()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new VectorSum(anchor);
    }
  }

  /** Adds the vector [dimension] of a cell; each cell comes once. */
  void add(Cell cell, double[] vector) {
    double weight = weight(cell);
    rows[0].add(vector, weight);
    for (int i = 0; i < space.factors(); i++) {
      rows[space.row(i, cell.value(i))].add(vector, weight);
    }
  }

  private double weight(Cell cell) {
    return weighting == Weighting.PRODUCT ? space.weight(cell) : 1;
  }

  /** The fit of the words, once every cell has come. */
  LeastSquares fit() {
    Moments moments = new Moments(space, rows[0].anchor());
    for (int row = 0; row < rows.length; row++) {
      moments.mergeRow(row, rows[row]);
    }
    for (int index = 0; index < cells.size(); index++) {
      Cell cell = cells.get(index);
      double weight = weight(cell);
      moments.see(cell);
      for (int i = 1; i < space.factors(); i++) {
        for (int j = 0; j < i; j++) {
          moments.mergePair(
              space.row(i, cell.value(i)), space.row(j, cell.value(j)), weight, weight * weight);
        }
      }
    }
    return LeastSquares.fit(moments);
  }

  /**
   * Scores of a fit: means alone, since no cell is held. They give each cell one vote, and are not
   * known where the fit does not.
   */
  Scores scores(LeastSquares fit) {
    long number = cells.size();
    Spread ideal = null;
    Spread average = null;
    if (weighsAlike()) {
      ideal = new Spread(fit.residual() / fit.moments().total().weight(), null);
      average =
          number < 2
              ? null
              : new Spread(DecomposabilityScores.meanAverage(fit.moments().total(), number), null);
    }
    return new Scores(ideal, average, null, null, number, null);
  }

  private boolean weighsAlike() {
    boolean alike = true;
    for (int i = 0; i < space.factors() && weighting == Weighting.PRODUCT; i++) {
      for (int v = 1; v < space.values(i); v++) {
        alike &= space.weight(i, v) == space.weight(i, 0);
      }
    }
    return alike;
  }

  void write(FlatWriter out) {
    for (VectorSum row : rows) {
      out.reals(row.toArray());
    }
  }

  void read(FlatReader in) {
    for (int row = 0; row < rows.length; row++) {
      rows[row] = VectorSum.fromArray(rows[row].anchor(), in.reals());
    }
  }
}
