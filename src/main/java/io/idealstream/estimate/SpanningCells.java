package io.idealstream.estimate;

import io.idealstream.math.Cell;
import io.idealstream.math.Decayed;
import io.idealstream.math.Design;
import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The cells behind {@link Marginals} of three factors and more, as few as say what all of them say
 * of each other: pairs of values do not tell which cells they come from.
 *
 * <pre>
 *   at most 1 + sum_i (n_i - 1) weights                        whatever the number of cells
 *   spanning(a and b) = spanning(spanning(a) and spanning(b))  in any order and any split
 * </pre>
 *
 * <p>A cell is kept if those before it do not determine it, by whole numbers: see {@link Design}.
 * They come in the order of their names. Under a half-life the heaviest come first, so that those
 * kept are forgotten no sooner than those that they stand for.
 */
public final class SpanningCells {

  private SpanningCells() {}

  /** Whether a name is that of a cell of which no marginal tells. */
  static boolean isOne(String name) {
    return CellName.size(name) > 2;
  }

  /** How many there are among sums by name. */
  public static int among(Map<String, Decayed<VectorSum>> sums) {
    return (int) sums.keySet().stream().filter(SpanningCells::isOne).count();
  }

  /** The weights of cells, none of which is redundant yet. */
  public static Map<String, Decayed<VectorSum>> of(Map<String, Decayed<VectorSum>> cells) {
    Map<String, Decayed<VectorSum>> weights = new TreeMap<>();
    cells.forEach(
        (name, sum) -> {
          if (isOne(name)) {
            weights.put(name, Marginals.weights(sum));
          }
        });
    return weights;
  }

  /**
   * Gives and removes cells that others determine.
   *
   * @param sums by name, under one landmark
   * @param decay that they were weighed by
   */
  public static List<String> thin(Map<String, Decayed<VectorSum>> sums, ForwardDecay decay) {
    Comparator<String> order = Comparator.naturalOrder();
    if (decay.halfLife().isPresent()) {
      order =
          Comparator.comparingDouble((String name) -> sums.get(name).sums().weight())
              .reversed()
              .thenComparing(order);
    }
    List<String> redundant = new ArrayList<>();
    sums.keySet().stream()
        .filter(SpanningCells::isOne)
        .sorted(order)
        // cells of another definition, whose news have not come, have other factors
        .collect(Collectors.groupingBy(name -> CellName.values(name).keySet()))
        .values()
        .forEach(cells -> redundant.addAll(redundant(cells)));
    redundant.forEach(sums::remove);
    return redundant;
  }

  /** Those that the ones before them determine; all have the same factors. */
  private static List<String> redundant(List<String> names) {
    FactorSpace space = space(names);
    Map<Cell, String> cells = new LinkedHashMap<>();
    for (String name : names) {
      cells.put(space.cell(List.copyOf(CellName.values(name).values())), name);
    }
    Set<Cell> spanning = new HashSet<>(Design.of(space, cells.keySet()).spanning());
    return cells.entrySet().stream()
        .filter(cell -> !spanning.contains(cell.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The values that cells name: of others they say nothing. */
  private static FactorSpace space(List<String> names) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (String name : names) {
      CellName.values(name)
          .forEach(
              (factor, value) ->
                  values.computeIfAbsent(factor, unseen -> new TreeSet<>()).add(value));
    }
    return FactorSpace.of(
        values.entrySet().stream()
            .map(factor -> Factor.uniform(factor.getKey(), List.copyOf(factor.getValue())))
            .toList());
  }
}
