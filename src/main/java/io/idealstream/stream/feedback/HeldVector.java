package io.idealstream.stream.feedback;

import io.idealstream.math.HalfPrecision;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * An embedding that waits, in half precision.
 *
 * @param model fingerprint
 * @param vector [dimension]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record HeldVector(String model, float[] vector) {

  private static final int LAYOUT = 1;

  byte[] toBytes() {
    return new FlatWriter(LAYOUT).text(model).bytes(HalfPrecision.toBytes(vector)).toBytes();
  }

  static HeldVector of(byte[] state) {
    FlatReader in = new FlatReader("embedding that waits", LAYOUT, state);
    return new HeldVector(in.text(), HalfPrecision.toFloats(in.bytes()));
  }
}
