package io.idealstream.stream.space;

import io.idealstream.math.VectorSum;
import io.idealstream.wire.space.FactorDefinition;
import io.idealstream.wire.space.SpaceDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What sums of cells are worth under another definition.
 *
 * <p>A cell keeps its sums if the definition has every value it names. Factors that the definition
 * does not have are left out of its name, so that cells that differed in them alone become one. A
 * cell that names no value of some factor of the definition is worth nothing: which of the new
 * values its items had, nobody knows.
 */
final class CarryOver {

  private final Map<String, Set<String>> factors;

  private CarryOver(Map<String, Set<String>> factors) {
    this.factors = factors;
  }

  static CarryOver to(SpaceDefinition definition) {
    return new CarryOver(
        definition.factors().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, factor -> valuesOf(factor.getValue()))));
  }

  private static Set<String> valuesOf(FactorDefinition factor) {
    return factor.values().keySet();
  }

  /** The name of a cell under the definition; empty if its sums go. */
  Optional<String> name(String cell) {
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
  Map<String, VectorSum> sums(Map<String, VectorSum> cells) {
    Map<String, VectorSum> carried = new TreeMap<>();
    // in the order of names, so that the same sums always merge to the same last digit
    new TreeMap<>(cells)
        .forEach((cell, sum) -> name(cell).ifPresent(name -> merge(carried, name, sum)));
    return carried;
  }

  private static void merge(Map<String, VectorSum> carried, String name, VectorSum sum) {
    VectorSum before = carried.putIfAbsent(name, sum.copy());
    if (before != null) {
      before.merge(sum);
    }
  }
}
