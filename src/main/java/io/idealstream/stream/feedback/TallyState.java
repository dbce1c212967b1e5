package io.idealstream.stream.feedback;

import io.idealstream.decision.quality.AnswerSums;
import io.idealstream.math.Decayed;
import io.idealstream.math.ForwardDecay;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/** Sums over the answers about one group of items as state holds them, and their names there. */
final class TallyState {

  /** Names hold no control characters; the empty group is that of items without a whole cell. */
  private static final String SEPARATOR = "\u001d";

  private static final int LAYOUT = 1;

  private TallyState() {}

  /**
   * The name of the sums.
   *
   * @param cell name of the group's cell; empty where items name no whole cell
   */
  static String name(String factor, String cell) {
    return factor + SEPARATOR + cell;
  }

  static String factor(String name) {
    return name.substring(0, name.indexOf(SEPARATOR));
  }

  static String cell(String name) {
    return name.substring(name.indexOf(SEPARATOR) + SEPARATOR.length());
  }

  static byte[] toBytes(Decayed<AnswerSums> sums) {
    return new FlatWriter(LAYOUT).number(sums.landmark()).reals(sums.sums().toArray()).toBytes();
  }

  static Decayed<AnswerSums> of(ForwardDecay decay, byte[] state) {
    FlatReader in = new FlatReader("sums over answers", LAYOUT, state);
    long landmark = in.number();
    return new Decayed<>(decay, AnswerSums.of(in.reals()), landmark);
  }
}
