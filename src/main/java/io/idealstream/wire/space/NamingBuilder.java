package io.idealstream.wire.space;

import io.idealstream.math.Factor;
import io.idealstream.math.FactorSpace;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the values that are named, and judges whether they make a cell. */
final class NamingBuilder {

  private final FactorSpace space;
  private final Map<String, Set<String>> named = new HashMap<>();

  NamingBuilder(FactorSpace space) {
    this.space = space;
  }

  /** Naming a value twice is naming it once. */
  void add(String factor, String value) {
    named.computeIfAbsent(factor, unseen -> new LinkedHashSet<>()).add(value);
  }

  Naming build() {
    Map<String, String> values = new LinkedHashMap<>();
    Set<Shortfall> shortfalls = EnumSet.noneOf(Shortfall.class);
    for (int i = 0; i < space.factors(); i++) {
      Factor factor = space.factor(i);
      Set<String> found = named.getOrDefault(factor.name(), Set.of());
      if (found.isEmpty()) {
        shortfalls.add(Shortfall.MISSING_FACTOR);
      } else if (!factor.values().containsAll(found)) {
        shortfalls.add(Shortfall.UNKNOWN_VALUE);
      } else if (found.size() > 1) {
        shortfalls.add(Shortfall.AMBIGUOUS);
      } else {
        values.put(factor.name(), found.iterator().next());
      }
    }
    return new Naming(
        Collections.unmodifiableMap(values),
        shortfalls.isEmpty() ? space.cell(List.copyOf(values.values())) : null,
        Collections.unmodifiableSet(shortfalls));
  }
}
