package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * An item as it came, before a space has answered it.
 *
 * @param vector unit vector [dimension]
 * @param pixels of its picture; 0 where none came
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Seen(float[] vector, long pixels) {

  static Seen read(FlatReader in) {
    return new Seen(in.floats(), in.number());
  }

  void write(FlatWriter out) {
    out.floats(vector).number(pixels);
  }
}
