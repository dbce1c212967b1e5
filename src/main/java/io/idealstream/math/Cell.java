package io.idealstream.math;

import java.util.Arrays;

/**
 * One combination: for each factor of a space the index of its value. Ordered last factor fastest.
 */
public final class Cell implements Comparable<Cell> {

  private final int[] values;

  private Cell(int[] values) {
    this.values = values;
  }

  /** A cell by its value indices; {@link FactorSpace#check} tells whether a space has it. */
  public static Cell of(int... values) {
    return new Cell(values.clone());
  }

  public int factors() {
    return values.length;
  }

  /** Index of the value that {@code factor} has here. */
  public int value(int factor) {
    return values[factor];
  }

  /** The same cell but for one factor. */
  public Cell with(int factor, int value) {
    int[] changed = values.clone();
    changed[factor] = value;
    return new Cell(changed);
  }

  /** The cell of a space with one more factor. */
  Cell followedBy(int value) {
    int[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = value;
    return new Cell(longer);
  }

  public int[] toArray() {
    return values.clone();
  }

  @Override
  public int compareTo(Cell other) {
    int shared = Math.min(values.length, other.values.length);
    for (int i = 0; i < shared; i++) {
      if (values[i] != other.values[i]) {
        return Integer.compare(values[i], other.values[i]);
      }
    }
    return values.length - other.values.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell cell && Arrays.equals(values, cell.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
