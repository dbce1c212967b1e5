package io.idealstream.stream.space;

import io.idealstream.math.Anchor;
import io.idealstream.math.VectorSum;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;

/** Sums of one cell as state holds them: a version byte, then {@link VectorSum#toArray}. */
final class CellState {

  private static final int LAYOUT = 1;

  private CellState() {}

  static byte[] toBytes(VectorSum sum) {
    return new FlatWriter(LAYOUT).reals(sum.toArray()).toBytes();
  }

  static VectorSum of(byte[] state) {
    double[] array = new FlatReader("sums of a cell", LAYOUT, state).reals();
    return VectorSum.fromArray(Anchor.origin(array.length - VectorSum.HEADER), array);
  }

  /**
   * The sums with one more vector [dimension], which counts once.
   *
   * @param state null for none yet
   */
  static byte[] add(byte[] state, float[] vector) {
    VectorSum sum = state == null ? new VectorSum(Anchor.origin(vector.length)) : of(state);
    sum.add(vector, 1);
    return toBytes(sum);
  }
}
