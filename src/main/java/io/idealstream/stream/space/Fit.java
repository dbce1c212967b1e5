package io.idealstream.stream.space;

import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.VectorSum;
import io.idealstream.stream.SourceEstimate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Solves the words of a space from the sums of its cells, by the weighting of its definition. */
final class Fit {

  private Fit() {}

  /**
   * The estimate of a key.
   *
   * @param cells by {@link CellName}; those that are no cells of the space are passed over. At
   *     least one
   */
  static SourceEstimate of(
      EstimateKey key, KnownSpace space, Map<String, VectorSum> cells, Instant asOf) {
    int dimension = cells.values().iterator().next().dimension();
    CellSums sums = new CellSums(space.cells(), Anchor.origin(dimension));
    CarryOver.to(space.definition())
        .sums(cells)
        .forEach((name, sum) -> sums.merge(space.cells().cell(ordered(space, name)), sum));
    return Solution.of(space.definition().estimate().weighting().fit(sums))
        .estimate(key, space.version(), support(sums), asOf);
  }

  private static List<String> ordered(KnownSpace space, String name) {
    Map<String, String> values = CellName.values(name);
    return space.definition().factors().keySet().stream().map(values::get).toList();
  }

  /** (sum w)^2 / sum w^2 over the events of each row (Kish 1965), [rows]. */
  private static double[] support(CellSums sums) {
    FactorSpace space = sums.space();
    double[] weights = new double[space.rows()];
    double[] squares = new double[space.rows()];
    sums.cells()
        .forEach(
            (cell, sum) -> {
              for (int i = -1; i < space.factors(); i++) {
                int row = i < 0 ? 0 : space.row(i, cell.value(i));
                weights[row] += sum.weight();
                squares[row] += sum.squaredWeight();
              }
            });
    double[] support = new double[weights.length];
    for (int row = 0; row < support.length; row++) {
      support[row] = squares[row] > 0 ? weights[row] * weights[row] / squares[row] : 0;
    }
    return support;
  }
}
