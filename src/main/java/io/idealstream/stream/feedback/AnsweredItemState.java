package io.idealstream.stream.feedback;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.AnsweredItem;

/** An answered item whose space's version has not come yet, as state. */
final class AnsweredItemState {

  private static final int LAYOUT = 1;

  private AnsweredItemState() {}

  static byte[] toBytes(AnsweredItem item) {
    return new FlatWriter(LAYOUT)
        .text(item.space())
        .number(item.spaceVersion())
        .text(item.model())
        .time(item.time())
        .bytes(item.answers())
        .values(item.truth())
        .toBytes();
  }

  static AnsweredItem of(byte[] state) {
    FlatReader in = new FlatReader("answered item", LAYOUT, state);
    return new AnsweredItem(in.text(), in.number(), in.text(), in.time(), in.bytes(), in.values());
  }
}
