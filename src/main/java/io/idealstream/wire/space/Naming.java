package io.idealstream.wire.space;

import io.idealstream.math.Cell;
import io.idealstream.math.FactorSpace;
import io.idealstream.wire.OrAbsent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an item names of a space.
 *
 * @param values factor to its one known value; factors of which none or two are named are left out
 * @param cell null where not every factor is named
 * @param shortfalls why there is no cell; empty where there is one
 */
public record Naming(Map<String, String> values, @OrAbsent Cell cell, Set<Shortfall> shortfalls) {

  public boolean complete() {
    return cell != null;
  }

  /**
   * What a record's own {@code values} name of the space; factors it does not have are passed over.
   */
  public static Naming of(FactorSpace space, Map<String, List<String>> values) {
    NamingBuilder naming = new NamingBuilder(space);
    values.forEach((factor, named) -> named.forEach(value -> naming.add(factor, value)));
    return naming.build();
  }
}
