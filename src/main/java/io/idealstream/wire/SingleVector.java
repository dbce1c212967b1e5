package io.idealstream.wire;

import java.util.Arrays;
import java.util.Objects;

/** One line of a file of single-value vectors, [dimension], for the real words. */
@SuppressWarnings("ArrayRecordComponent") // equality goes by content, below
public record SingleVector(String factor, String value, double[] vector) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SingleVector that
        && factor.equals(that.factor)
        && value.equals(that.value)
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return Objects.hash(factor, value);
  }
}
