package io.idealstream.estimate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cell by the names of its factors and values, as text: what it means does not depend on any
 * definition's order, nor on the numbers a definition gives them.
 *
 * <p>{@code factor US value} for each factor in the order of their names, joined by RS: names hold
 * no control characters.
 */
public final class CellName {

  private static final String UNIT = "\u001f";
  private static final String RECORD = "\u001e";

  private CellName() {}

  /** The name of a cell: one value for every factor, or for those that are not left open. */
  public static String of(Map<String, String> values) {
    StringBuilder name = new StringBuilder();
    new TreeMap<>(values)
        .forEach(
            (factor, value) ->
                name.append(name.isEmpty() ? "" : RECORD)
                    .append(factor)
                    .append(UNIT)
                    .append(value));
    return name.toString();
  }

  /** Names of the cell's values, each alone, in the order of the name. */
  static List<String> parts(String name) {
    return name.isEmpty() ? List.of() : List.of(name.split(RECORD, -1));
  }

  /** How many factors a name does not leave open. */
  static int size(String name) {
    int size = name.isEmpty() ? 0 : 1;
    for (int at = name.indexOf(RECORD); at >= 0; at = name.indexOf(RECORD, at + 1)) {
      size++;
    }
    return size;
  }

  /** The name of two values of a cell, the earlier of its parts first. */
  static String pair(String earlier, String later) {
    return earlier + RECORD + later;
  }

  /** Factor to value. */
  public static Map<String, String> values(String name) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : parts(name)) {
      int at = pair.indexOf(UNIT);
      values.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return values;
  }
}
