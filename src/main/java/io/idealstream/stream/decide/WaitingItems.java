package io.idealstream.stream.decide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Items that are complete and wait to be decided, the earliest time first. */
final class WaitingItems {

  /**
   * An item that waits.
   *
   * @param key {@code feed/id}
   */
  record Complete(String key, OpenItem item) {}

  private final TreeMap<Long, Deque<Complete>> byTime = new TreeMap<>();
  private int size;

  void add(Complete one) {
    byTime.computeIfAbsent(one.item.time().toEpochMilli(), none -> new ArrayDeque<>(1)).add(one);
    size++;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The earliest time that an item has, in milliseconds since 1970; there is one. */
  long firstTime() {
    return byTime.firstKey();
  }

  /** Takes the earliest item out; of one time the one that came first. */
  Complete poll() {
    Map.Entry<Long, Deque<Complete>> first = byTime.firstEntry();
    Complete one = first.getValue().remove();
    if (first.getValue().isEmpty()) {
      byTime.remove(first.getKey());
    }
    size--;
    return one;
  }

  List<Complete> all() {
    List<Complete> all = new ArrayList<>(size);
    byTime.values().forEach(all::addAll);
    return all;
  }

  /** The items of a key. */
  List<OpenItem> of(String key) {
    List<OpenItem> items = new ArrayList<>(1);
    byTime
        .values()
        .forEach(
            some ->
                some.stream()
                    .filter(one -> one.key.equals(key))
                    .forEach(one -> items.add(one.item)));
    return items;
  }

  /** Lets go of the items of a key. */
  void remove(String key) {
    byTime.values().forEach(some -> some.removeIf(one -> one.key.equals(key)));
    byTime.values().removeIf(Deque::isEmpty);
    size = byTime.values().stream().mapToInt(Deque::size).sum();
  }
}
