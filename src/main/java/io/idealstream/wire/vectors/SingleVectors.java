package io.idealstream.wire.vectors;

import io.idealstream.math.Anchor;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.RealWords;
import io.idealstream.math.VectorSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Vectors of prompts that name one value only, by value. Mutable; whoever made it owns it. */
public final class SingleVectors {

  private final FactorSpace space;

  /** Of every value, in the order of the space's rows; the centre's place stays empty. */
  private final VectorSum[] sums;

  public SingleVectors(FactorSpace space, Anchor anchor) {
    this.space = space;
    sums = new VectorSum[space.rows()];
    Arrays.setAll(sums, row -> new VectorSum(anchor));
  }

  /** Adds one vector of a value; several are averaged. */
  public void add(int factor, int value, double[] vector) {
    sums[space.row(factor, value)].add(vector, 1);
  }

  /** Adds one vector of a value; several are averaged. */
  public void add(int factor, int value, float[] vector) {
    sums[space.row(factor, value)].add(vector, 1);
  }

  int dimension() {
    return sums[0].dimension();
  }

  /** Names of the values that seen cells have and no vector came of, as {@code factor/value}. */
  public List<String> missing(CellSums cells) {
    boolean[] needed = new boolean[space.rows()];
    cells
        .cells()
        .keySet()
        .forEach(
            cell -> {
              for (int i = 0; i < space.factors(); i++) {
                needed[space.row(i, cell.value(i))] = true;
              }
            });
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        int row = space.row(i, v);
        if (needed[row] && sums[row].isEmpty()) {
          missing.add(space.factor(i).name() + "/" + space.factor(i).values().get(v));
        }
      }
    }
    return missing;
  }

  /**
   * Words that approximate every seen cell by the mean of its single vectors; a value that no seen
   * cell has may stay without one.
   */
  public IdealWords realWords() {
    double[] singles = new double[(space.rows() - 1) * dimension()];
    for (int row = 1; row < space.rows(); row++) {
      if (!sums[row].isEmpty()) {
        System.arraycopy(sums[row].mean(), 0, singles, (row - 1) * dimension(), dimension());
      }
    }
    return RealWords.approximation(space, singles);
  }
}
