package io.idealstream.math;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How well words predict a cell from all other cells, without refits (Allen 1974).
 *
 * <pre>
 *   h_z = w_z a_z' M^-1 a_z                      leverage: what the cell has to say of itself
 *   u_z - ut_(-z) = (u_z - ut_z) / (1 - h_z)     its distance from what the others say
 *   Q2 = 1 - sum w_z |u_z - ut_(-z)|^2 / sum w_z |u_z - mean|^2
 * </pre>
 *
 * <p>Over the cells that the others determine; the mean is theirs. R2 never falls when words are
 * added, Q2 does: below 0 words predict worse than the mean.
 *
 * @param q2 empty without two different cells that the others determine
 * @param determined cells that the others determine
 * @param cells seen cells
 */
public record LeaveOneOut(OptionalDouble q2, int determined, int cells) {

  /** Of a fit by {@code weighting.moments(cells)}. */
  public static LeaveOneOut of(CellSums cells, LeastSquares fit, Weighting weighting) {
    Set<Cell> apart = Design.apart(cells.space(), cells.cells().keySet());
    Uncertainty uncertainty = fit.uncertainty();
    double[] distances = fit.words().squaredDistances(cells);
    VectorSum total = new VectorSum(cells.anchor());
    double missed = 0;
    int z = 0;
    for (Map.Entry<Cell, VectorSum> entry : cells.cells().entrySet()) {
      Cell cell = entry.getKey();
      double distance = distances[z++];
      if (!apart.contains(cell)) {
        double weight = weighting.vote(cells.space(), cell, entry.getValue());
        double rest = 1 - weight * uncertainty.leverage(cell);
        missed += weight * distance / rest / rest;
        total.mergeMean(entry.getValue(), weight);
      }
    }
    boolean different = !total.isEmpty() && total.scatter() > 0;
    return new LeaveOneOut(
        different ? OptionalDouble.of(1 - missed / total.scatter()) : OptionalDouble.empty(),
        cells.cells().size() - apart.size(),
        cells.cells().size());
  }
}
