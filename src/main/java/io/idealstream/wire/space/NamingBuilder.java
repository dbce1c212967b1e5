package io.idealstream.wire.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the values that are named, and judges whether they make a cell. */
final class NamingBuilder {

  private final Cells cells;
  private final Map<String, Set<String>> named = new LinkedHashMap<>();

  NamingBuilder(Cells cells) {
    this.cells = cells;
  }

  /** Naming a value twice is naming it once. */
  void add(String factor, String value) {
    named.computeIfAbsent(factor, unseen -> new LinkedHashSet<>()).add(value);
  }

  Naming build() {
    Map<String, String> values = new LinkedHashMap<>();
    Set<Shortfall> shortfalls = EnumSet.noneOf(Shortfall.class);
    List<String> cell = new ArrayList<>();
    for (int i = 0; i < cells.factors().size(); i++) {
      String factor = cells.factors().get(i);
      Set<String> found = named.getOrDefault(factor, Set.of());
      if (!cells.values(i).containsAll(found)) {
        shortfalls.add(Shortfall.UNKNOWN_VALUE);
      } else if (found.size() > 1) {
        shortfalls.add(Shortfall.AMBIGUOUS);
      } else if (found.isEmpty()) {
        shortfalls.add(Shortfall.MISSING_FACTOR);
      } else {
        String value = found.iterator().next();
        values.put(factor, value);
        cell.add(value);
      }
    }
    return new Naming(
        Collections.unmodifiableMap(values),
        cells.index(cell),
        Collections.unmodifiableSet(shortfalls));
  }
}
