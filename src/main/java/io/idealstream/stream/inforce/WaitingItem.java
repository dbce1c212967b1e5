package io.idealstream.stream.inforce;

import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import io.idealstream.stream.state.FlatReader;
import io.idealstream.stream.state.FlatWriter;

/** A waiting image as state: what an answer needs of it, not its caption and values. */
final class WaitingItem {

  private static final int LAYOUT = 1;

  private WaitingItem() {}

  static byte[] toBytes(Embedded item) {
    return new FlatWriter(LAYOUT)
        .text(item.id())
        .text(item.feed())
        .time(item.time())
        .text(item.model())
        .floats(item.vector())
        .toBytes();
  }

  static Embedded of(byte[] bytes) {
    FlatReader in = new FlatReader("waiting item", LAYOUT, bytes);
    return new Embedded(
        Modality.IMAGE, in.text(), in.text(), in.time(), in.text(), in.floats(), null, null);
  }
}
