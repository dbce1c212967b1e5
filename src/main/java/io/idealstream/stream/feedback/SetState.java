package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.SetSums;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.stream.IntStream;

/** Sums over the sets of one true value as state holds them: of most scores there are none. */
final class SetState {

  private static final int LAYOUT = 1;

  private SetState() {}

  static byte[] toBytes(Decayed<SetSums> sums) {
    double[] array = sums.sums().toArray();
    int[] places = IntStream.range(0, array.length).filter(i -> array[i] != 0).toArray();
    double[] there = IntStream.of(places).mapToDouble(i -> array[i]).toArray();
    return new FlatWriter(LAYOUT)
        .number(sums.landmark())
        .number(array.length)
        .integers(places)
        .reals(there)
        .toBytes();
  }

  static Decayed<SetSums> of(ForwardDecay decay, byte[] state) {
    FlatReader in = new FlatReader("sums over sets", LAYOUT, state);
    long landmark = in.number();
    double[] array = new double[Math.toIntExact(in.number())];
    int[] places = in.integers();
    double[] there = in.reals();
    for (int i = 0; i < places.length; i++) {
      array[places[i]] = there[i];
    }
    return new Decayed<>(decay, SetSums.of(array), landmark);
  }
}
