package io.idealstream.stream.match;

import io.idealstream.math.HalfPrecision;
import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.Embedded;
import io.idealstream.stream.Modality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An item that a query may look back at.
 *
 * @param half its vector in half precision
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RecentItem(Instant time, String feed, String id, String model, byte[] half) {

  /** The older first; not by arrival, which differs from run to run. */
  static final Comparator<RecentItem> ORDER =
      Comparator.comparing(RecentItem::time)
          .thenComparing(RecentItem::feed)
          .thenComparing(RecentItem::id);

  private static final int LAYOUT = 1;
  private static final int LAYOUT_OF_PACK = 2;

  /** Of objects in memory, beside the vector and the texts. */
  private static final int OVERHEAD = 250;

  static RecentItem of(Embedded item) {
    return new RecentItem(
        item.time(), item.feed(), item.id(), item.model(), HalfPrecision.toBytes(item.vector()));
  }

  Embedded item() {
    float[] vector = HalfPrecision.toFloats(half);
    return new Embedded(Modality.IMAGE, id, feed, time, model, vector, null, null);
  }

  boolean isOf(Embedded other) {
    return id.equals(other.id()) && feed.equals(other.feed());
  }

  /** What it takes in memory, about; the model is shared. */
  long bytes() {
    return half.length + feed.length() + id.length() + OVERHEAD;
  }

  byte[] toBytes() {
    return new FlatWriter(LAYOUT).time(time).text(feed).text(id).text(model).bytes(half).toBytes();
  }

  static RecentItem of(byte[] bytes) {
    FlatReader in = new FlatReader("recent item", LAYOUT, bytes);
    return new RecentItem(in.time(), in.text(), in.text(), in.text().intern(), in.bytes());
  }

  /** Some items as one element of state. */
  static byte[] pack(List<RecentItem> items) {
    FlatWriter out = new FlatWriter(LAYOUT_OF_PACK).number(items.size());
    items.forEach(item -> out.bytes(item.toBytes()));
    return out.toBytes();
  }

  /** The items of an element of state, which in older state is a single one. */
  static List<RecentItem> unpack(byte[] bytes) {
    if (FlatReader.layout(bytes) != LAYOUT_OF_PACK) {
      return List.of(of(bytes));
    }
    FlatReader in = new FlatReader("recent items", LAYOUT_OF_PACK, bytes);
    long number = in.number();
    List<RecentItem> items = new ArrayList<>();
    for (long i = 0; i < number; i++) {
      items.add(of(in.bytes()));
    }
    return items;
  }
}
