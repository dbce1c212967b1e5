package io.idealstream.decision;

import io.idealstream.math.Cell;
import io.idealstream.math.Contraction;
import io.idealstream.math.RowSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Orth-Cali (Chuang et al. 2023): as {@link OrthogonalProjection}, and cells that differ only in
 * spurious values, the positive pairs S, are drawn together.
 *
 * <pre>
 *   M    = 1/|S| sum_{(y,z) in S} (c_y - c_z)(c_y - c_z)',   c_z = u_z / |u_z|
 *   q_v  = P_0 (I + lambda M)^-1 p_v,      class vector q_v / |q_v|
 * </pre>
 *
 * <p>Pairs are never listed: over the n cells of a group the sum is n sum_z (c_z - c)(c_z - c)'
 * with their mean c.
 */
public final class OrthogonalCalibration implements Method {

  /** As in the paper, for classification. */
  private static final double STRENGTH = 1000;

  private final double strength;

  public OrthogonalCalibration() {
    this(STRENGTH);
  }

  /**
   * @param strength lambda, at least 0
   */
  public OrthogonalCalibration(double strength) {
    this.strength = strength;
  }

  @Override
  public String name() {
    return "orth-cali";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    Optional<RowSpace> span = OrthogonalProjection.spuriousSpan(vectors);
    if (span.isEmpty() || vectors.cells().isEmpty()) {
      return Optional.empty();
    }
    Contraction together =
        new Contraction(spread(vectors, vectors.cells().get().unit()), vectors.dimension());
    return OrthogonalProjection.scoring(
        vectors, factor, plain -> span.get().off(together.apply(plain)));
  }

  /** C with C'C = lambda M, row-major [cells x dimension]. */
  private double[] spread(SpaceVectors vectors, CellVectors unit) {
    int dimension = vectors.dimension();
    double[] rows = unit.rows().clone();
    double pairs = 0;
    var groups = groups(vectors, unit.cells());
    for (List<Integer> group : groups) {
      pairs += group.size() * (group.size() - 1) / 2.0;
    }
    for (List<Integer> group : groups) {
      double scale = pairs == 0 ? 0 : Math.sqrt(strength / pairs * group.size());
      double[] mean = new double[dimension];
      for (int z : group) {
        for (int j = 0; j < dimension; j++) {
          mean[j] += rows[z * dimension + j] / group.size();
        }
      }
      for (int z : group) {
        for (int j = 0; j < dimension; j++) {
          rows[z * dimension + j] = scale * (rows[z * dimension + j] - mean[j]);
        }
      }
    }
    return rows;
  }

  /** Places of the cells that agree in every factor that is not spurious. */
  private static Iterable<List<Integer>> groups(SpaceVectors vectors, List<Cell> cells) {
    Map<Cell, List<Integer>> groups =
        IntStream.range(0, cells.size())
            .boxed()
            .collect(
                Collectors.groupingBy(
                    z -> labels(vectors, cells.get(z)), TreeMap::new, Collectors.toList()));
    return groups.values();
  }

  private static Cell labels(SpaceVectors vectors, Cell cell) {
    Cell labels = cell;
    for (int factor : vectors.spurious()) {
      labels = labels.with(factor, 0);
    }
    return labels;
  }
}
