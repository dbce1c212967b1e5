package io.idealstream.stream.inforce;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;

/** A waiting item as state. */
public final class WaitingItem {

  private static final int LAYOUT = 3;

  private WaitingItem() {}

  public static byte[] toBytes(Embedded item) {
    return new FlatWriter(LAYOUT)
        .text(item.id())
        .text(item.feed())
        .time(item.time())
        .text(item.model())
        .floats(item.vector())
        .text(item.modality().name())
        .text(item.caption())
        .values(item.values())
        .number(item.pixels())
        .texts(item.attributes())
        .toBytes();
  }

  public static Embedded of(byte[] bytes) {
    FlatReader in = new FlatReader("waiting item", LAYOUT, bytes);
    String id = in.text();
    String feed = in.text();
    var time = in.time();
    String model = in.text();
    float[] vector = in.floats();
    Modality modality = Modality.valueOf(in.text());
    return new Embedded(
        modality, id, feed, time, model, vector, in.text(), in.values(), in.number(), in.texts());
  }
}
