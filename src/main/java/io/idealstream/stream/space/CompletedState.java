package io.idealstream.stream.space;

import io.idealstream.stream.CompletedWords;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;

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
