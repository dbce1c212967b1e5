package io.idealstream.estimate;

import io.idealstream.math.Decayed;
import io.idealstream.math.VectorSum;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sums of cells are worth under another definition.
 *
 * <p>A cell keeps its sums if the definition has every value it names. Factors that the definition
 * does not have are left out of its name, so that cells that differed in them alone become one. A
 * cell that names no value of some factor of the definition is worth nothing: which of the new
 * values its items had, nobody knows.
 */
public final class CarryOver {

  private static final double ROUNDING = 1e-6;

  private final Map<String, Set<String>> factors;

  private CarryOver(Map<String, Set<String>> factors) {
    this.factors = factors;
  }

  public static CarryOver to(SpaceDefinition definition) {
    return new CarryOver(
        definition.factors().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, factor -> valuesOf(factor.getValue()))));
  }

  private static Set<String> valuesOf(FactorDefinition factor) {
    return factor.values().keySet();
  }

  /** The name of a cell under the definition; empty if its sums go. */
  public Optional<String> name(String cell) {
    Map<String, String> values = new TreeMap<>(CellName.values(cell));
    values.keySet().retainAll(factors.keySet());
    boolean whole =
        values.size() == factors.size()
            && values.entrySet().stream()
                .allMatch(value -> factors.get(value.getKey()).contains(value.getValue()));
    return whole ? Optional.of(CellName.of(values)) : Optional.empty();
  }

  /**
   * Sums by cell under the definition.
   *
   * @param cells by name, whatever definitions they were made under
   */
  public Map<String, Decayed<VectorSum>> sums(Map<String, Decayed<VectorSum>> cells) {
    Map<String, Decayed<VectorSum>> carried = new TreeMap<>();
    // in the order of names, so that the same sums always merge to the same last digit
    new TreeMap<>(cells)
        .forEach((cell, sum) -> name(cell).ifPresent(name -> Marginals.merge(carried, name, sum)));
    return carried;
  }

  /**
   * Whether marginals are worth anything: every event among them must name a value of every factor.
   * They cannot do without a value that the definition does not have, since its events stand in the
   * marginals of other values too, and not apart from the rest.
   */
  public boolean keepsMarginals(Map<String, Decayed<VectorSum>> marginals) {
    Decayed<VectorSum> all = marginals.get(CellName.of(Map.of()));
    return all != null
        && values(marginals).allMatch(this::hasValue)
        && factors.entrySet().stream()
            .allMatch(
                factor -> {
                  double named = weight(marginals, factor.getKey(), factor.getValue());
                  return Math.abs(all.sums().weight() - named) <= ROUNDING * named;
                });
  }

  /** Names of the marginals of one value, each by itself. */
  private static Stream<Map.Entry<String, String>> values(Map<String, ?> marginals) {
    return marginals.keySet().stream()
        .filter(name -> CellName.size(name) == 1)
        .flatMap(name -> CellName.values(name).entrySet().stream());
  }

  /** Whether a value is one of the definition's, if its factor is. */
  private boolean hasValue(Map.Entry<String, String> value) {
    Set<String> known = factors.get(value.getKey());
    return known == null || known.contains(value.getValue());
  }

  private static double weight(
      Map<String, Decayed<VectorSum>> marginals, String factor, Set<String> values) {
    return values.stream()
        .map(value -> marginals.get(CellName.of(Map.of(factor, value))))
        .filter(Objects::nonNull)
        .mapToDouble(sum -> sum.sums().weight())
        .sum();
  }

  /**
   * Marginals under the definition: those of factors that it does not have are left out, and
   * spanning cells lose these factors.
   */
  public Map<String, Decayed<VectorSum>> marginals(Map<String, Decayed<VectorSum>> marginals) {
    if (values(marginals).allMatch(value -> factors.containsKey(value.getKey()))) {
      return marginals;
    }
    Map<String, Decayed<VectorSum>> carried = new TreeMap<>();
    new TreeMap<>(marginals)
        .forEach(
            (name, sum) -> {
              if (SpanningCells.isOne(name)) {
                name(name)
                    .filter(SpanningCells::isOne)
                    .ifPresent(cell -> Marginals.merge(carried, cell, sum));
              } else if (factors.keySet().containsAll(factorsOf(name))) {
                carried.put(name, sum);
              }
            });
    return carried;
  }

  private static Set<String> factorsOf(String name) {
    return CellName.values(name).keySet();
  }
}
