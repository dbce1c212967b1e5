package io.idealstream.math;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Sums per seen cell. Unseen cells cost nothing.
 *
 * <p>Kept in the order of cells, so that a fit depends on the sums alone and not on the order in
 * which cells were first seen. Mutable; whoever made it owns it.
 */
public final class CellSums implements Sums<CellSums> {

  private final FactorSpace space;
  private final Anchor anchor;
  private final TreeMap<Cell, VectorSum> cells = new TreeMap<>();

  public CellSums(FactorSpace space, Anchor anchor) {
    this.space = space;
    this.anchor = anchor;
  }

  /**
   * Adds one vector of a cell, kept as it is while the cell has no other: it is not to be changed.
   * See {@link VectorSum#add(float[], double)} for what is refused.
   */
  public void add(Cell cell, float[] vector, double weight) {
    VectorSum known = known(cell);
    if (known == null) {
      cells.put(cell, VectorSum.of(anchor, vector, weight));
    } else {
      known.add(vector, weight);
    }
  }

  /** Adds one vector of a cell; see {@link VectorSum#add(float[], double)} for what is refused. */
  public void add(Cell cell, double[] vector, double weight) {
    VectorSum known = known(cell);
    VectorSum sum = known == null ? new VectorSum(anchor) : known;
    sum.add(vector, weight);
    if (known == null) {
      cells.put(cell, sum);
    }
  }

  /** Adds the vectors of other sums to a cell. */
  public void merge(Cell cell, VectorSum other) {
    VectorSum known = known(cell);
    VectorSum sum = known == null ? new VectorSum(anchor) : known;
    sum.merge(other);
    if (known == null && !sum.isEmpty()) {
      cells.put(cell, sum);
    }
  }

  /**
   * Adds all of other sums.
   *
   * @throws IllegalArgumentException if they are of another space or anchor
   */
  @Override
  public void merge(CellSums other) {
    if (!space.equals(other.space)) {
      throw new IllegalArgumentException(
          "sums over %s and %s do not merge: not the same space".formatted(space, other.space));
    }
    other.cells.forEach(this::merge);
  }

  /** Multiplies every weight by a factor above zero; cells whose weight vanishes are forgotten. */
  @Override
  public void scale(double factor) {
    cells.values().forEach(sum -> sum.scale(factor));
    cells.values().removeIf(VectorSum::isEmpty);
  }

  /** The sum of a cell; null if it was not seen. Cells that come in order are not looked for. */
  private VectorSum known(Cell cell) {
    space.check(cell);
    boolean beyond = cells.isEmpty() || cell.compareTo(cells.lastKey()) > 0;
    return beyond ? null : cells.get(cell);
  }

  /** Those cells whose sums hold something; they are the same sums, and not to be changed. */
  public CellSums only(Predicate<VectorSum> wanted) {
    CellSums only = new CellSums(space, anchor);
    cells.forEach(
        (cell, sum) -> {
          if (wanted.test(sum)) {
            only.cells.put(cell, sum);
          }
        });
    return only;
  }

  public FactorSpace space() {
    return space;
  }

  public Anchor anchor() {
    return anchor;
  }

  public int dimension() {
    return anchor.dimension();
  }

  /** Seen cells in the order of cells; a view, to be read only. */
  public SortedMap<Cell, VectorSum> cells() {
    return Collections.unmodifiableSortedMap(cells);
  }
}
