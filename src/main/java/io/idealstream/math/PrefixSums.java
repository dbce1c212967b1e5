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
  private final double[] rows;
  private final int width;

  /** Row-major [factors + 1 x width]. */
  private final double[][] prefixes;

  private final int[] current;

  /**
   * @param rows row-major [rows of the space x width]
   */
  PrefixSums(FactorSpace space, double[] rows) {
    this.space = space;
    this.rows = rows;
    width = rows.length / space.rows();
    prefixes = new double[space.factors() + 1][width];
    System.arraycopy(rows, 0, prefixes[0], 0, width);
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
        extend(prefixes[i], space.row(i, current[i]) * width, prefixes[i + 1]);
      }
    }
    return prefixes[current.length];
  }

  private void extend(double[] prefix, int at, double[] longer) {
    for (int j = 0; j < width; j++) {
      longer[j] = prefix[j] + rows[at + j];
    }
  }
}
