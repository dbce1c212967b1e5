package io.idealstream.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One line of a file of cell vectors.
 *
 * @param cell one value per factor, in the space's order
 * @param vector [dimension]
 * @param weight null for 1
 */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record CellVector(List<String> cell, double[] vector, @OrAbsent Double weight) {

  @Override
  public boolean equals(Object other) {
    return other instanceof CellVector that
        && cell.equals(that.cell)
        && Arrays.equals(vector, that.vector)
        && Objects.equals(weight, that.weight);
  }

  @Override
  public int hashCode() {
    return cell.hashCode();
  }
}
