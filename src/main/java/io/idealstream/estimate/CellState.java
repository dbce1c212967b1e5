package io.idealstream.estimate;

import io.idealstream.math.Anchor;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.math.VectorSum;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * Sums of one cell as state holds them: a layout byte, the landmark of their weights, then {@link
 * VectorSum#toArray}.
 */
public final class CellState {

  private static final int LAYOUT = 1;

  private CellState() {}

  public static byte[] toBytes(Decayed<VectorSum> sum) {
    return new FlatWriter(LAYOUT).number(sum.landmark()).reals(sum.sums().toArray()).toBytes();
  }

  /**
   * Reads sums.
   *
   * @param decay that they were weighed by
   */
  public static Decayed<VectorSum> of(ForwardDecay decay, byte[] state) {
    FlatReader in = new FlatReader("sums of a cell", LAYOUT, state);
    long landmark = in.number();
    double[] array = in.reals();
    Anchor anchor = Anchor.origin(array.length - VectorSum.HEADER);
    return new Decayed<>(decay, VectorSum.fromArray(anchor, array), landmark);
  }
}
