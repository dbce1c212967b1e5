package io.idealstream.decision;

import io.idealstream.math.Cell;
import java.util.List;

/**
 * One vector for each of some cells, each cell at most once.
 *
 * @param rows row-major [cells x dimension], of lengths above 0; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CellVectors(List<Cell> cells, double[] rows) {

  /**
   * @throws IllegalArgumentException if there is no cell, or the rows are not one per cell
   */
  public CellVectors {
    cells = List.copyOf(cells);
    if (cells.isEmpty() || rows.length == 0 || rows.length % cells.size() != 0) {
      throw new IllegalArgumentException(
          "numbers: %d, cells: %d, expected one row per cell".formatted(rows.length, cells.size()));
    }
  }

  public int dimension() {
    return rows.length / cells.size();
  }

  /** The same, every row scaled to length 1. */
  CellVectors unit() {
    double[] unit = rows.clone();
    Products.normalizeRows(unit, dimension());
    return new CellVectors(cells, unit);
  }
}
