package io.idealstream.math;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * The scatter inside cells, which no model of cells can explain, and what it says about one.
 *
 * <pre>
 *   tr Sigma  =  sum_z scatter_z / sum_z (w_z - w2_z / w_z)          pure error
 *   floor     =  mean_z tr Sigma / n_z                               E |u_z - true u_z|^2
 * </pre>
 */
public final class CellNoise {

  private final CellSums cells;
  private final double scatter;
  private final double freedom;

  private CellNoise(CellSums cells, double scatter, double freedom) {
    this.cells = cells;
    this.scatter = scatter;
    this.freedom = freedom;
  }

  /** Measures the scatter; empty if no cell has two events. */
  public static Optional<CellNoise> of(CellSums cells) {
    double scatter = 0;
    double freedom = 0;
    double weight = 0;
    for (VectorSum sum : cells.cells().values()) {
      scatter += sum.scatter();
      freedom += sum.weight() - sum.squaredWeight() / sum.weight();
      weight += sum.weight();
    }
    boolean measurable = freedom > 1e-9 * weight;
    return measurable ? Optional.of(new CellNoise(cells, scatter, freedom)) : Optional.empty();
  }

  /** {@link #scatter} of cells; empty if no cell has two events. */
  public static OptionalDouble scatterOf(CellSums cells) {
    return of(cells)
        .map(noise -> OptionalDouble.of(noise.scatter()))
        .orElse(OptionalDouble.empty());
  }

  /** tr Sigma: scatter of an event of weight one about its cell, over all dimensions. */
  public double scatter() {
    return scatter / freedom;
  }

  /**
   * What the score of ideal words by {@link ScoreMode#SQ} would be on average if the additive model
   * were exactly true: on few images per cell the score is noise. Subtract it for a fair number.
   */
  public double floor(IdealWords words) {
    double sum = 0;
    for (VectorSum cell : cells.cells().values()) {
      sum += scatter() / cell.effectiveCount();
    }
    int number = cells.cells().size();
    return sum / number * (number - words.rank()) / number;
  }

  /**
   * Whether cells lie farther from a fit by {@code counts} than the scatter inside them explains.
   *
   * <pre>
   *   F = ( sum_z w_z |u_z - ut_z|^2 / (C - rank) ) / tr Sigma
   *   under the additive model  F ~ F( (C - rank) d_eff, (N - C) d_eff )
   * </pre>
   *
   * <p>Exact for events of equal weight, close for others.
   *
   * @param effectiveDimension see {@link EffectiveDimension}
   * @return empty if the fit has as many freedoms as there are cells
   */
  public Optional<LackOfFit> lackOfFit(IdealWords words, double effectiveDimension) {
    int spare = cells.cells().size() - words.rank();
    if (spare <= 0 || scatter == 0 || !words.approximatesAll(cells.cells().keySet())) {
      return Optional.empty();
    }
    double[] distances = words.squaredDistances(cells);
    double residual = 0;
    double unit = 0;
    double freedomOfEvents = 0;
    int z = 0;
    for (Map.Entry<Cell, VectorSum> entry : cells.cells().entrySet()) {
      VectorSum sum = entry.getValue();
      residual += sum.weight() * distances[z++];
      unit += sum.squaredWeight() / sum.weight() / distances.length;
      freedomOfEvents += sum.effectiveCount() - 1;
    }
    double ratio = residual / unit / spare / scatter();
    double probability =
        FDistribution.of(spare * effectiveDimension, freedomOfEvents * effectiveDimension)
            .survivalProbability(ratio);
    return Optional.of(new LackOfFit(ratio, probability));
  }

  /**
   * Outcome of a test of the additive model.
   *
   * @param ratio F; 1 on average if the model is true
   * @param probability of an F at least this large if it is
   */
  public record LackOfFit(double ratio, double probability) {}
}
