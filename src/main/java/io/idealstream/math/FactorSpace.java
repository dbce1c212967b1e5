package io.idealstream.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The product of k factors with n_1 ... n_k values. Its cells are counted, never listed: six
 * factors of a hundred values are 10^12 cells.
 *
 * <p>An additive model over a space has {@link #rows} unknown vectors, held row-major [rows x
 * dimension]: row 0 is the centre, then the values of the first factor, of the second, and so on.
 */
public final class FactorSpace {

  private final List<Factor> factors;
  private final Map<String, Integer> factorIndices = new HashMap<>();
  private final List<Map<String, Integer>> valueIndices = new ArrayList<>();
  private final int[] firstRows;
  private final double[] weights;

  private FactorSpace(List<Factor> factors) {
    this.factors = List.copyOf(factors);
    firstRows = new int[factors.size() + 1];
    firstRows[0] = 1;
    for (int i = 0; i < factors.size(); i++) {
      Factor factor = factors.get(i);
      factorIndices.put(factor.name(), i);
      Map<String, Integer> indices = new HashMap<>();
      factor.values().forEach(value -> indices.put(value, indices.size()));
      valueIndices.add(indices);
      firstRows[i + 1] = firstRows[i] + factor.values().size();
    }
    weights = new double[rows()];
    for (int i = 0; i < factors.size(); i++) {
      double sum = factors.get(i).weightSum();
      for (int v = 0; v < values(i); v++) {
        weights[row(i, v)] = factors.get(i).weights().get(v) / sum;
      }
    }
  }

  /**
   * A space of these factors.
   *
   * @throws InvalidFactorSpaceException with every problem of {@link #problems}
   */
  public static FactorSpace of(List<Factor> factors) {
    List<String> problems = problems(factors);
    if (!problems.isEmpty()) {
      throw new InvalidFactorSpaceException(problems);
    }
    return new FactorSpace(factors);
  }

  /** A space of these factors; see {@link #of(List)}. */
  public static FactorSpace of(Factor... factors) {
    return of(List.of(factors));
  }

  /**
   * Everything that keeps the factors from making a space: one sentence each, none if all is well.
   */
  public static List<String> problems(List<Factor> factors) {
    return FactorProblems.of(factors);
  }

  /**
   * The space with one more factor, its last.
   *
   * @throws InvalidFactorSpaceException if the factor does not fit
   */
  public FactorSpace with(Factor factor) {
    List<Factor> all = new ArrayList<>(factors);
    all.add(factor);
    return of(all);
  }

  /** Number of factors, k. */
  public int factors() {
    return factors.size();
  }

  public Factor factor(int factor) {
    return factors.get(factor);
  }

  /** Number of values of a factor, n_i. */
  public int values(int factor) {
    return firstRows[factor + 1] - firstRows[factor];
  }

  /** Rows of the additive model: 1 + sum of n_i. */
  public int rows() {
    return firstRows[firstRows.length - 1];
  }

  /** Row of a value in the additive model; row 0 is the centre. */
  public int row(int factor, int value) {
    return firstRows[factor] + value;
  }

  /** Rank of a design that determines everything, centre included: 1 + sum of (n_i - 1). */
  public int fullRank() {
    return rows() - factors();
  }

  /** Number of cells, the product of all n_i; {@link Long#MAX_VALUE} if there are more. */
  public long cells() {
    long cells = 1;
    for (int i = 0; i < factors(); i++) {
      if (cells > Long.MAX_VALUE / values(i)) {
        return Long.MAX_VALUE;
      }
      cells *= values(i);
    }
    return cells;
  }

  /** Weight a_{i,v} of a value; those of a factor sum to one. */
  public double weight(int factor, int value) {
    return weights[row(factor, value)];
  }

  /** Weight of a cell, the product of its values' weights. */
  public double weight(Cell cell) {
    double weight = 1;
    for (int i = 0; i < factors(); i++) {
      weight *= weight(i, cell.value(i));
    }
    return weight;
  }

  /**
   * Index of a factor.
   *
   * @throws IllegalArgumentException if the space has no such factor
   */
  public int factorIndex(String name) {
    Integer index = factorIndices.get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "no factor '%s'; the space has %s".formatted(name, factorIndices.keySet()));
    }
    return index;
  }

  /**
   * Index of a value of a factor.
   *
   * @throws IllegalArgumentException if the factor has no such value
   */
  public int valueIndex(int factor, String name) {
    Integer index = valueIndices.get(factor).get(name);
    if (index == null) {
      throw new IllegalArgumentException(
          "factor '%s' has no value '%s'; it has %s"
              .formatted(factor(factor).name(), name, brief(factor(factor).values())));
    }
    return index;
  }

  /**
   * The cell with these value names, one per factor in the space's order.
   *
   * @throws IllegalArgumentException if their number is not {@link #factors} or a name is unknown
   */
  public Cell cell(List<String> valueNames) {
    if (valueNames.size() != factors()) {
      throw new IllegalArgumentException(
          "cell %s: expected one value of each factor, %d in all, found %d"
              .formatted(valueNames, factors(), valueNames.size()));
    }
    return Cell.of(
        IntStream.range(0, factors()).map(i -> valueIndex(i, valueNames.get(i))).toArray());
  }

  /** The cell with these value names; see {@link #cell(List)}. */
  public Cell cell(String... valueNames) {
    return cell(List.of(valueNames));
  }

  /** The cell at a place in the order of cells, last factor fastest. */
  public Cell cellAt(long index) {
    int[] values = new int[factors()];
    long rest = index;
    for (int i = factors() - 1; i >= 0; i--) {
      values[i] = (int) (rest % values(i));
      rest /= values(i);
    }
    if (index < 0 || rest != 0) {
      throw new IndexOutOfBoundsException("cell " + index + " of " + cells());
    }
    return Cell.of(values);
  }

  /**
   * Refuses a cell of another space.
   *
   * @throws IllegalArgumentException if it has another number of factors or an index out of range
   */
  public void check(Cell cell) {
    if (cell.factors() != factors()) {
      throw new IllegalArgumentException(
          "cell %s: expected one value of each factor, %d in all, found %d"
              .formatted(cell, factors(), cell.factors()));
    }
    for (int i = 0; i < factors(); i++) {
      if (cell.value(i) < 0 || cell.value(i) >= values(i)) {
        throw new IllegalArgumentException(
            "cell %s: factor '%s' has the values 0 to %d, %d came"
                .formatted(cell, factor(i).name(), values(i) - 1, cell.value(i)));
      }
    }
  }

  /** The names of a cell's values, for messages: {@code (blue, car)}. */
  public String describe(Cell cell) {
    return IntStream.range(0, factors())
        .mapToObj(i -> factor(i).values().get(cell.value(i)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Up to five names, then how many more there are. */
  static String brief(List<String> names) {
    if (names.size() <= 6) {
      return String.join(", ", names);
    }
    return String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FactorSpace space && factors.equals(space.factors);
  }

  @Override
  public int hashCode() {
    return factors.hashCode();
  }

  @Override
  public String toString() {
    return factors.stream()
        .map(factor -> factor.name() + "[" + factor.values().size() + "]")
        .collect(Collectors.joining(" x "));
  }
}
