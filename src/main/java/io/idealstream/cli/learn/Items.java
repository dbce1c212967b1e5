package io.idealstream.cli.learn;

import io.idealstream.math.Cell;
import io.idealstream.math.SinglePrecision;
import io.idealstream.wire.config.Count;
import java.util.ArrayList;
import java.util.List;

/** Labelled items as vectors, in their order. Mutable; whoever made it owns it. */
public final class Items {

  private final int dimension;
  private final List<Cell> cells = new ArrayList<>();
  private final List<float[]> vectors = new ArrayList<>();

  /**
   * @param dimension of every vector
   */
  public Items(int dimension) {
    this.dimension = dimension;
  }

  /**
   * Adds an item.
   *
   * @param vector [dimension], of length 1
   * @throws IllegalArgumentException if the dimension differs
   */
  public void add(Cell cell, double[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "field vector: %s, the model gives %d; made by another model?"
              .formatted(Count.of(vector.length, "number"), dimension));
    }
    cells.add(cell);
    vectors.add(SinglePrecision.of(vector));
  }

  public int size() {
    return cells.size();
  }

  /** Where the item stands among the combinations of values. */
  Cell cell(int item) {
    return cells.get(item);
  }

  float[] vector(int item) {
    return vectors.get(item);
  }
}
