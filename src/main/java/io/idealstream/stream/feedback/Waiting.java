package io.idealstream.stream.feedback;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * What is known of one item: that it waits for feedback, that feedback waits for it, or that the
 * two have met, which is remembered so that neither counts twice.
 *
 * @param time in milliseconds since 1970, from which the wait counts
 * @param content of what waits; null once they have met
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Waiting(Kind kind, long time, byte[] content) {

  enum Kind {
    ITEM,
    FEEDBACK,
    MET
  }

  private static final int LAYOUT = 1;

  static Waiting item(long time, byte[] content) {
    return new Waiting(Kind.ITEM, time, content);
  }

  static Waiting feedback(long time, byte[] content) {
    return new Waiting(Kind.FEEDBACK, time, content);
  }

  static Waiting met(long time) {
    return new Waiting(Kind.MET, time, null);
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT).text(kind.name()).number(time).bytes(content).toBytes();
  }

  /** Reads state; null where there is none. */
  static Waiting of(byte[] state) {
    if (state == null) {
      return null;
    }
    FlatReader in = new FlatReader("item or feedback that waits", LAYOUT, state);
    return new Waiting(Kind.valueOf(in.text()), in.number(), in.bytes());
  }
}
