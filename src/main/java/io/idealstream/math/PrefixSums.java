package io.idealstream.math;

import java.util.Arrays;

/**
 * Sums of rows over cells that come in order: what a cell shares with the one before it, all but
 * the last factors, is not added again.
 *
 * <pre>
 *   prefix_0 = row of the centre,   prefix_{i+1} = prefix_i + row of (i, z_i)
 * </pre>
 */
final class PrefixSums {

  private final FactorSpace space;
  private final double[][] rows;

  /** [factors + 1][width]. */
  private final double[][] prefixes;

  private final int[] current;

  /**
   * @param rows row-major [rows of the space x width]
   */
  PrefixSums(FactorSpace space, double[] rows) {
    this.space = space;
    int width = rows.length / space.rows();
    this.rows = Vectors.lines(rows, width);
    prefixes = new double[space.factors() + 1][width];
    prefixes[0] = this.rows[0];
    current = new int[space.factors()];
    Arrays.fill(current, -1);
  }

  /** The sum for a cell [width]; valid until the next call. */
  double[] approximation(Cell cell) {
    boolean same = true;
    for (int i = 0; i < current.length; i++) {
      same = same && current[i] == cell.value(i);
      if (!same) {
        current[i] = cell.value(i);
        Vectors.sum(prefixes[i + 1], prefixes[i], rows[space.row(i, current[i])]);
      }
    }
    return prefixes[current.length];
  }
}
