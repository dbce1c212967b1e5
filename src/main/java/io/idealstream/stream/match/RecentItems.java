package io.idealstream.stream.match;

import io.idealstream.stream.Embedded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The latest items, as many as fit; which they are does not hang on the order of their arrival. */
final class RecentItems {

  /** Each with its pack; null where the item is in the share of another subtask. */
  private final TreeMap<RecentItem, RecentPack> items = new TreeMap<>(RecentItem.ORDER);

  private final long mostBytes;
  private RecentPacks packs = RecentPacks.NONE;
  private long bytes;

  /**
   * @param mostBytes of memory; 0 keeps none
   */
  RecentItems(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void add(Embedded item) {
    if (mostBytes > 0) {
      add(RecentItem.of(item));
    }
  }

  void add(RecentItem item) {
    if (!items.containsKey(item)) {
      items.put(item, packs.add(item));
      bytes += item.bytes();
      while (bytes > mostBytes) {
        remove(items.firstKey());
      }
    }
  }

  private void remove(RecentItem item) {
    packs.remove(item, items.remove(item));
    bytes -= item.bytes();
  }

  /** Forgets an item, of whatever time; how many there were. */
  int forget(Embedded item) {
    List<RecentItem> gone = items.keySet().stream().filter(each -> each.isOf(item)).toList();
    gone.forEach(this::remove);
    return gone.size();
  }

  /**
   * The items that a query looks back at, the older first.
   *
   * @param wanted the items that count
   */
  List<RecentItem> last(LookBack lookBack, Predicate<RecentItem> wanted) {
    List<RecentItem> found = new ArrayList<>();
    if (items.isEmpty()) {
      return found;
    }
    Instant newest = items.lastKey().time();
    for (RecentItem item : items.descendingKeySet()) {
      boolean tooOld =
          lookBack.time() != null && item.time().isBefore(newest.minus(lookBack.time()));
      if (tooOld || (lookBack.items() != null && found.size() == lookBack.items())) {
        break;
      }
      if (wanted.test(item)) {
        found.add(item);
      }
    }
    Collections.reverse(found);
    return found;
  }

  /**
   * A share of the items as state, in packs; the shares of all subtasks together are all items.
   * What has not changed since it was asked for last is not written again.
   */
  List<byte[]> toBytes(int subtask, int subtasks) {
    if (!packs.areOf(subtask, subtasks)) {
      packs = new RecentPacks(subtask, subtasks);
      items.replaceAll((item, other) -> packs.add(item));
    }
    return packs.toBytes();
  }

  int size() {
    return items.size();
  }
}
