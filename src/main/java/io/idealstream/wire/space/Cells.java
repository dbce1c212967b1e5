package io.idealstream.wire.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a space: every combination of one value per factor, numbered row-major, so that the
 * last factor's value changes fastest.
 *
 * <p>index = ((v_1 * n_2 + v_2) * n_3 + v_3) ..., with v_i the position of factor i's value and n_i
 * the number of its values.
 */
public final class Cells {

  private final List<String> factors;
  private final List<List<String>> values = new ArrayList<>();
  private final List<Map<String, Integer>> positions = new ArrayList<>();
  private final int count;

  public Cells(SpaceDefinition space) {
    factors = List.copyOf(space.factors().keySet());
    int cells = 1;
    for (Factor factor : space.factors().values()) {
      values.add(factor.names());
      positions.add(positions(factor.names()));
      cells = Math.multiplyExact(cells, factor.names().size());
    }
    count = cells;
  }

  private static Map<String, Integer> positions(List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    for (String name : names) {
      positions.put(name, positions.size());
    }
    return Collections.unmodifiableMap(positions);
  }

  public int count() {
    return count;
  }

  /** Names of the factors, in the order of a cell's values. */
  public List<String> factors() {
    return factors;
  }

  /** Names of a factor's values, by position. */
  public List<String> values(int factor) {
    return values.get(factor);
  }

  /**
   * The values of a cell, one per factor.
   *
   * @throws IndexOutOfBoundsException if there is no such cell
   */
  public List<String> cell(int index) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException("cell " + index + " of " + count);
    }
    String[] cell = new String[factors.size()];
    int rest = index;
    for (int i = cell.length - 1; i >= 0; i--) {
      int size = values.get(i).size();
      cell[i] = values.get(i).get(rest % size);
      rest /= size;
    }
    return List.of(cell);
  }

  /**
   * The number of a cell.
   *
   * @param cell one value per factor, in the order of {@link #factors}
   * @return -1 if a value is unknown or their number is another than that of the factors
   */
  public int index(List<String> cell) {
    if (cell.size() != factors.size()) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < cell.size(); i++) {
      Integer position = positions.get(i).get(cell.get(i));
      if (position == null) {
        return -1;
      }
      index = index * values.get(i).size() + position;
    }
    return index;
  }
}
