package io.idealstream.wire.space;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an item names of a space.
 *
 * @param values factor to its one known value; factors of which none or two are named are left out
 * @param cell number of the cell in {@link Cells}; -1 where it is not complete
 * @param shortfalls why it is not; empty where it is
 */
public record Naming(Map<String, String> values, int cell, Set<Shortfall> shortfalls) {

  public boolean complete() {
    return cell >= 0;
  }

  /**
   * What a record's own {@code values} name of the space; factors of other spaces are passed over.
   */
  public static Naming of(Cells cells, Map<String, List<String>> values) {
    NamingBuilder naming = new NamingBuilder(cells);
    cells
        .factors()
        .forEach(
            factor ->
                values.getOrDefault(factor, List.of()).forEach(value -> naming.add(factor, value)));
    return naming.build();
  }
}
