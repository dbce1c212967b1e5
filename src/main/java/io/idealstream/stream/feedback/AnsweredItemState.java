package io.idealstream.stream.feedback;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.AnsweredItem;

/** An answered item whose space's version has not come yet, as state. */
public final class AnsweredItemState {

  private static final int LAYOUT = 2;

  private AnsweredItemState() {}

  public static byte[] toBytes(AnsweredItem item) {
    return new FlatWriter(LAYOUT)
        .text(item.space())
        .number(item.spaceVersion())
        .text(item.id())
        .text(item.feed())
        .text(item.model())
        .time(item.time())
        .time(item.judged())
        .bytes(item.answers())
        .values(item.truth())
        .toBytes();
  }

  public static AnsweredItem of(byte[] state) {
    FlatReader in = new FlatReader("answered item", LAYOUT, state);
    return new AnsweredItem(
        in.text(),
        in.number(),
        in.text(),
        in.text(),
        in.text(),
        in.time(),
        in.time(),
        in.bytes(),
        in.values());
  }
}
