package io.idealstream.stream.feedback;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.FeedbackArrival;

/** Feedback that waits, as state: without an embedding, since it waits for what an item brings. */
final class FeedbackState {

  private static final int LAYOUT = 1;

  private FeedbackState() {}

  static byte[] toBytes(FeedbackArrival feedback) {
    return new FlatWriter(LAYOUT)
        .text(feedback.id())
        .text(feedback.feed())
        .time(feedback.time())
        .values(feedback.values())
        .toBytes();
  }

  static FeedbackArrival of(byte[] state) {
    FlatReader in = new FlatReader("feedback that waits", LAYOUT, state);
    return new FeedbackArrival(in.text(), in.text(), in.time(), in.values(), null, null, 0);
  }
}
