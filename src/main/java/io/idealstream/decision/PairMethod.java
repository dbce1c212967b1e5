package io.idealstream.decision;

import io.idealstream.math.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The best of all cells (Trager et al. 2023, table 1, "pair"): each factor takes its value from the
 * one cell that fits the item best.
 *
 * <pre>
 *   score_v = max { &lt;x, u_z> : z_i = v }
 * </pre>
 *
 * <p>The largest score is that of the best cell, whatever the factor. It needs every cell: one that
 * is missing could not win.
 */
public final class PairMethod implements Method {

  @Override
  public String name() {
    return "pairs";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    return vectors
        .cells()
        .filter(cells -> cells.cells().size() == vectors.space().cells())
        .map(cells -> vectors.classLength() == ClassLength.UNIT ? cells.unit() : cells)
        .map(cells -> best(cells, factor, vectors.space().values(factor)));
  }

  private static Scoring best(CellVectors vectors, int factor, int values) {
    ClassVectors products = new ClassVectors(vectors.rows(), vectors.dimension());
    List<Cell> cells = vectors.cells();
    return item -> {
      double[] ofCells = products.scores(item);
      double[] scores = new double[values];
      Arrays.fill(scores, Double.NEGATIVE_INFINITY);
      for (int z = 0; z < ofCells.length; z++) {
        int value = cells.get(z).value(factor);
        scores[value] = Math.max(scores[value], ofCells[z]);
      }
      return scores;
    };
  }
}
