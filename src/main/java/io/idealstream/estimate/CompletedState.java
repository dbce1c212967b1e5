package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/** Completed words as state holds them; null stays null. */
final class CompletedState {

  private static final int LAYOUT = 1;

  private CompletedState() {}

  static byte[] toBytes(CompletedWords words) {
    return words == null
        ? null
        : new FlatWriter(LAYOUT)
            .reals(words.rows())
            .reals(words.standardError())
            .reals(words.priorShare())
            .toBytes();
  }

  static CompletedWords of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("completed words", LAYOUT, state);
    return new CompletedWords(in.reals(), in.reals(), in.reals());
  }
}
