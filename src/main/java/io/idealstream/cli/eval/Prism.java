package io.idealstream.cli.eval;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.PrincipalAxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Some cells of a space where they differ most (Trager et al. 2023, figure 2): of two factors up to
 * two and three values, of a third two; beside every cell the sum of its words. Edges join cells
 * that differ in one value: they are parallel where prompts are sums of words.
 *
 * @param corners the cells
 * @param factors names of those that edges change
 * @param edges pairs of corners that differ in one factor
 * @param shown share of the corners' variance that the axes show
 */
record Prism(List<Corner> corners, List<String> factors, List<Edge> edges, double shown) {

  private static final int AXES = 3;
  private static final int[] MOST_VALUES = {2, 3, 1};
  private static final int[] MOST_VALUES_OF_PAIRS = {2, 2, 2};

  /**
   * A cell.
   *
   * @param at [axes]
   * @param sum where the sum of its words lies, [axes]
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Corner(String name, double[] at, double[] sum) {}

  /** Two corners by index, and the factor in which they differ. */
  record Edge(int from, int to, int factor) {}

  /** The prism of a space; empty unless all its corners are there. */
  static Optional<Prism> of(PromptedSpace prompted) {
    FactorSpace space = prompted.space();
    List<Cell> cells = corners(space);
    IdealWords words = prompted.words();
    if (space.factors() < 2
        || !prompted.cells().cells().keySet().containsAll(cells)
        || !cells.stream().allMatch(words::hasApproximation)) {
      return Optional.empty();
    }
    int dimension = words.dimension();
    double[] points = new double[cells.size() * dimension];
    for (int z = 0; z < cells.size(); z++) {
      double[] mean = prompted.cells().cells().get(cells.get(z)).mean();
      System.arraycopy(mean, 0, points, z * dimension, dimension);
    }
    PrincipalAxes axes = PrincipalAxes.of(points, dimension, AXES);
    List<Corner> corners = new ArrayList<>();
    for (int z = 0; z < cells.size(); z++) {
      corners.add(
          new Corner(
              name(space, cells.get(z)),
              inSpace(axes, Arrays.copyOfRange(points, z * dimension, (z + 1) * dimension)),
              inSpace(axes, words.approximation(cells.get(z)))));
    }
    List<String> factors = new ArrayList<>();
    for (int i = 0; i < Math.min(AXES, space.factors()); i++) {
      factors.add(space.factor(i).name());
    }
    double shown = 0;
    for (int axis = 0; axis < axes.axes(); axis++) {
      shown += axes.share(axis);
    }
    return Optional.of(new Prism(corners, factors, edges(cells), shown));
  }

  private static double[] inSpace(PrincipalAxes axes, double[] vector) {
    return Arrays.copyOf(axes.coordinates(vector), AXES);
  }

  /** Two by three of two factors, two by two by two of more; further factors keep a first value. */
  private static List<Cell> corners(FactorSpace space) {
    int[] most = space.factors() > 2 ? MOST_VALUES_OF_PAIRS : MOST_VALUES;
    List<Cell> cells = List.of(Cell.of(new int[space.factors()]));
    for (int i = 0; i < Math.min(space.factors(), most.length); i++) {
      List<Cell> more = new ArrayList<>();
      for (Cell cell : cells) {
        for (int v = 0; v < Math.min(most[i], space.values(i)); v++) {
          more.add(cell.with(i, v));
        }
      }
      cells = more;
    }
    return cells;
  }

  private static String name(FactorSpace space, Cell cell) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(AXES, space.factors()); i++) {
      names.add(space.factor(i).values().get(cell.value(i)));
    }
    return String.join(" ", names);
  }

  private static List<Edge> edges(List<Cell> cells) {
    List<Edge> edges = new ArrayList<>();
    for (int from = 0; from < cells.size(); from++) {
      for (int to = 0; to < from; to++) {
        int differing = 0;
        int factor = 0;
        for (int i = 0; i < cells.get(from).factors(); i++) {
          if (cells.get(from).value(i) != cells.get(to).value(i)) {
            differing++;
            factor = i;
          }
        }
        if (differing == 1) {
          edges.add(new Edge(from, to, factor));
        }
      }
    }
    return edges;
  }
}
