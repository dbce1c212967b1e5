package io.idealstream.stream.match;

import io.idealstream.stream.Embedded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The latest items, as many as fit; which they are does not hang on the order of their arrival. */
final class RecentItems {

  /** Items in an element of state: each element has its place in what every checkpoint lists. */
  private static final int PACKED = 256;

  private final TreeSet<RecentItem> items = new TreeSet<>(RecentItem.ORDER);
  private final long mostBytes;
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
    if (items.add(item)) {
      bytes += item.bytes();
      while (bytes > mostBytes) {
        bytes -= items.pollFirst().bytes();
      }
    }
  }

  /** Forgets an item, of whatever time; how many there were. */
  int forget(Embedded item) {
    List<RecentItem> gone = items.stream().filter(each -> each.isOf(item)).toList();
    gone.forEach(
        each -> {
          items.remove(each);
          bytes -= each.bytes();
        });
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
    Instant newest = items.last().time();
    for (RecentItem item : items.descendingSet()) {
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

  /** A share of the items as state, in packs; the shares of all subtasks together are all items. */
  List<byte[]> toBytes(int subtask, int subtasks) {
    List<RecentItem> share = items.stream().filter(item -> isIn(item, subtask, subtasks)).toList();
    List<byte[]> packs = new ArrayList<>();
    for (int from = 0; from < share.size(); from += PACKED) {
      packs.add(RecentItem.pack(share.subList(from, Math.min(from + PACKED, share.size()))));
    }
    return packs;
  }

  private static boolean isIn(RecentItem item, int subtask, int subtasks) {
    return Math.floorMod(31 * item.feed().hashCode() + item.id().hashCode(), subtasks) == subtask;
  }

  int size() {
    return items.size();
  }
}
