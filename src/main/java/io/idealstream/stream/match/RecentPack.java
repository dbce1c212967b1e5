package io.idealstream.stream.match;

import java.util.ArrayList;
import java.util.List;

/** Some items that are one element of state: each has its place in what every checkpoint lists. */
final class RecentPack {
  private static final int MOST = 256;

  private final List<RecentItem> items = new ArrayList<>();
  private int added;
  private byte[] written;

  void add(RecentItem item) {
    items.add(item);
    added++;
    written = null;
  }

  /** The item is this very object, not one like it. */
  void remove(RecentItem item) {
    items.removeIf(each -> each == item);
    written = null;
  }

  /** Also once items of it are gone: packs go as their items do. */
  boolean isFull() {
    return added == MOST;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whoever gets it must not change it. */
  byte[] toBytes() {
    if (written == null) {
      written = RecentItem.pack(items);
    }
    return written;
  }
}
