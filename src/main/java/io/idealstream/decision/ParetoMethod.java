package io.idealstream.decision;

import io.idealstream.math.Cell;
import io.idealstream.math.RowSpace;
import io.idealstream.math.SinglePrecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Debiasing in closed form with a bounded loss (Lian et al., CVPR 2026, arXiv 2603.12998): prompts
 * and items are split at the span of the differences between spurious groups, and of the part
 * inside only a share is left.
 *
 * <pre>
 *   p_g  = N(sum of u_z / |u_z|)        over the cells z whose spurious values are g, N(x) = x / |x|
 *   A    = span { p_g - p_1 }
 *   e    = a + n                        of length 1, a in A and n orthogonal to it
 *   u(e) = alpha a / |a| + sqrt(1 - alpha^2) n / |n|
 *   alpha / |a| = (1 - &lt;u(e), e>) / (1 - |n|)
 *   score_v = &lt;u(x), u(p_v)>            p_v the plain prompt of v
 * </pre>
 *
 * <p>Bias left is weighed against likeness lost, each as a share of its worst: alpha = |a| leaves
 * all of the bias, alpha = 0 loses 1 - |n|. Where both shares are equal neither can be made smaller
 * without the other (Chebyshev's choice on the Pareto front). Solved for alpha, with |a|^2 + |n|^2
 * = 1,
 *
 * <pre>
 *   alpha = |a| (2 + |n| - |n| sqrt(3 + 2 |n|)) / (4 - 2 |n|^2)
 * </pre>
 *
 * <p>It needs every cell: groups without some would differ by these as well.
 */
public final class ParetoMethod implements Method {

  /** A part shorter than this has no direction. */
  private static final double SHORTEST = 1e-9;

  @Override
  public String name() {
    return "pareto";
  }

  @Override
  public Optional<Scoring> scoring(SpaceVectors vectors, int factor) {
    Optional<CellVectors> cells =
        vectors.cells().filter(all -> all.cells().size() == vectors.space().cells());
    if (cells.isEmpty() || vectors.spurious().isEmpty()) {
      return Optional.empty();
    }
    RowSpace differences =
        RowSpace.of(differences(vectors, cells.get().unit()), vectors.dimension());
    return OrthogonalProjection.scoring(vectors, factor, prompt -> cleared(differences, prompt))
        .map(classes -> item -> classes.scores(cleared(differences, item)));
  }

  /** p_g - p_1 of every group but the first, row-major [groups - 1 x dimension]. */
  private static double[] differences(SpaceVectors vectors, CellVectors unit) {
    int dimension = vectors.dimension();
    Map<Cell, double[]> sums = new TreeMap<>();
    for (int z = 0; z < unit.cells().size(); z++) {
      double[] sum =
          sums.computeIfAbsent(
              spurious(vectors, unit.cells().get(z)), group -> new double[dimension]);
      for (int j = 0; j < dimension; j++) {
        sum[j] += unit.rows()[z * dimension + j];
      }
    }
    List<double[]> prototypes = new ArrayList<>(sums.values());
    prototypes.forEach(prototype -> Products.normalizeRows(prototype, dimension));
    double[] rows = new double[(prototypes.size() - 1) * dimension];
    for (int g = 1; g < prototypes.size(); g++) {
      for (int j = 0; j < dimension; j++) {
        rows[(g - 1) * dimension + j] = prototypes.get(g)[j] - prototypes.get(0)[j];
      }
    }
    return rows;
  }

  /** The cell's spurious values, all others alike. */
  private static Cell spurious(SpaceVectors vectors, Cell cell) {
    Cell group = cell;
    for (int factor = 0; factor < vectors.space().factors(); factor++) {
      group = vectors.spurious().contains(factor) ? group : group.with(factor, 0);
    }
    return group;
  }

  private static float[] cleared(RowSpace differences, float[] item) {
    double[] wide = new double[item.length];
    Arrays.setAll(wide, j -> item[j]);
    return SinglePrecision.of(cleared(differences, wide));
  }

  /**
   * u(e); e itself where it has no part inside, or none outside.
   *
   * @param unit e, [dimension]
   */
  static double[] cleared(RowSpace differences, double[] unit) {
    double[] inside = differences.onto(unit);
    double[] outside = differences.off(unit);
    double length = Math.sqrt(squares(inside));
    double rest = Math.sqrt(squares(outside));
    if (length < SHORTEST || rest < SHORTEST) {
      return unit;
    }
    double whole = Math.hypot(length, rest);
    double alpha = left(length / whole, rest / whole);
    double[] cleared = new double[unit.length];
    for (int j = 0; j < cleared.length; j++) {
      cleared[j] = alpha * inside[j] / length + Math.sqrt(1 - alpha * alpha) * outside[j] / rest;
    }
    return cleared;
  }

  /**
   * alpha.
   *
   * @param inside |a|
   * @param outside |n|
   */
  static double left(double inside, double outside) {
    return inside
        * (2 + outside - outside * Math.sqrt(3 + 2 * outside))
        / (4 - 2 * outside * outside);
  }

  private static double squares(double[] vector) {
    return Arrays.stream(vector).map(x -> x * x).sum();
  }
}
