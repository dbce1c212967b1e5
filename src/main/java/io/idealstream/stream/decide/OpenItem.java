package io.idealstream.stream.decide;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import io.idealstream.stream.ItemPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What has come of one item so far: its labels, and the hits of the queries that it was held
 * against, by their key groups.
 */
final class OpenItem {

  private static final int LAYOUT = 1;

  private final Instant time;
  private final BitSet groups = new BitSet();
  private final List<byte[]> matched = new ArrayList<>();
  private final List<byte[]> later = new ArrayList<>();
  private byte[] labelled;

  OpenItem(Instant time) {
    this.time = time;
  }

  Instant time() {
    return time;
  }

  /** Whether a part is of this item and has not come before: an item may be sent again. */
  boolean lacks(ItemPart part) {
    if (!time.equals(part.time())) {
      return false;
    }
    return switch (part.kind()) {
      case LABELLED -> labelled == null;
      case MATCHED -> groups.get(part.firstGroup(), end(part)).isEmpty();
      case LATER -> true;
      case FORGOTTEN -> false;
    };
  }

  void add(ItemPart part) {
    switch (part.kind()) {
      case LABELLED -> labelled = part.content();
      case LATER -> later.add(part.content());
      default -> {
        groups.set(part.firstGroup(), end(part));
        if (part.content() != null) {
          matched.add(part.content());
        }
      }
    }
  }

  private static int end(ItemPart part) {
    return part.firstGroup() + part.groups();
  }

  /** Whether all labels and the hits of all queries by threshold are there. */
  boolean isComplete(int allGroups) {
    return labelled != null && groups.cardinality() == allGroups;
  }

  byte[] labelled() {
    return labelled;
  }

  List<byte[]> matched() {
    return matched;
  }

  /** Hits that came before all parts had; they decide nothing before their windows end. */
  List<byte[]> later() {
    return later;
  }

  private void write(FlatWriter out) {
    out.time(time).bytes(labelled).bytes(groups.toByteArray());
    write(out, matched);
    write(out, later);
  }

  static void write(FlatWriter out, List<byte[]> hits) {
    out.number(hits.size());
    hits.forEach(out::bytes);
  }

  private static OpenItem read(FlatReader in) {
    OpenItem item = new OpenItem(in.time());
    item.labelled = in.bytes();
    item.groups.or(BitSet.valueOf(in.bytes()));
    item.matched.addAll(readAll(in));
    item.later.addAll(readAll(in));
    return item;
  }

  static List<byte[]> readAll(FlatReader in) {
    List<byte[]> hits = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      hits.add(in.bytes());
    }
    return hits;
  }

  static byte[] toBytes(List<OpenItem> items) {
    FlatWriter out = new FlatWriter(LAYOUT).number(items.size());
    items.forEach(item -> item.write(out));
    return out.toBytes();
  }

  static List<OpenItem> of(byte[] bytes) {
    FlatReader in = new FlatReader("open item", LAYOUT, bytes);
    List<OpenItem> items = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      items.add(read(in));
    }
    return items;
  }
}
