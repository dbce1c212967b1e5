package io.idealstream.estimate;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/** Classes of values as state holds them; null stays null. */
final class ClassesState {

  private static final int LAYOUT = 1;

  private ClassesState() {}

  static byte[] toBytes(ValueClasses classes) {
    return classes == null
        ? null
        : new FlatWriter(LAYOUT)
            .integers(classes.classes())
            .number(classes.combinations())
            .integers(classes.named())
            .reals(classes.centres())
            .toBytes();
  }

  static ValueClasses of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("classes of values", LAYOUT, state);
    return new ValueClasses(in.integers(), (int) in.number(), in.integers(), in.reals());
  }
}
