package io.idealstream.control;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * A version of a definition, and what was made of it.
 *
 * @param meaning equal where two definitions say the same
 * @param content the definition itself; null where {@code meaning} is all that is read again
 * @param by what prepared it, or could not; null before it was tried
 * @param suspended whether it waits for a model that can make it
 * @param made what came of it and has to be kept; null before, and while it is suspended
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of one version are compared by nobody
public record Definition(
    long version, String meaning, byte[] content, Maker by, boolean suspended, byte[] made) {

  /** A version that is asked for. */
  public static Definition asked(long version, String meaning, byte[] content) {
    return new Definition(version, meaning, content, null, false, null);
  }

  /** The same once it is prepared. */
  public Definition madeBy(Maker maker, byte[] result) {
    return new Definition(version, meaning, content, maker, false, result);
  }

  Definition suspendedBy(Maker maker) {
    return new Definition(version, meaning, content, maker, true, null);
  }

  public boolean says(String what) {
    return meaning.equals(what);
  }

  /** Whether a model has still to be tried on it. */
  public boolean isDue(Maker maker) {
    return !maker.equals(by);
  }

  static Definition of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("definition", LifeCycle.LAYOUT, state);
    long version = in.number();
    String meaning = in.text();
    byte[] content = in.bytes();
    String model = in.text();
    double scale = in.real();
    Maker by = model == null ? null : new Maker(model, scale);
    return new Definition(version, meaning, content, by, in.number() != 0, in.bytes());
  }

  static byte[] toBytes(Definition definition) {
    return definition == null ? null : definition.toBytes();
  }

  private byte[] toBytes() {
    return new FlatWriter(LifeCycle.LAYOUT)
        .number(version)
        .text(meaning)
        .bytes(content)
        .text(by == null ? null : by.model())
        .real(by == null ? 0 : by.logitScale())
        .number(suspended ? 1 : 0)
        .bytes(made)
        .toBytes();
  }
}
