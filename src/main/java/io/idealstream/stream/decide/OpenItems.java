package io.idealstream.stream.decide;

import io.idealstream.stream.ItemPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items whose parts have not all come yet, by their keys: {@code feed/id}. */
final class OpenItems {

  private final int allGroups;
  private final Map<String, List<OpenItem>> items = new HashMap<>();
  private int size;

  /**
   * @param allGroups key groups of queries, which are all held against an item
   */
  OpenItems(int allGroups) {
    this.allGroups = allGroups;
  }

  int size() {
    return size;
  }

  boolean isComplete(OpenItem item) {
    return item.isComplete(allGroups);
  }

  void add(String key, OpenItem item) {
    items.computeIfAbsent(key, none -> new ArrayList<>(1)).add(item);
    size++;
  }

  /**
   * Adds a part to the item that lacks it, or to a new one.
   *
   * @return the item, which is let go if it is complete now
   */
  OpenItem take(String key, ItemPart part) {
    OpenItem item =
        of(key).stream()
            .filter(one -> one.lacks(part))
            .findFirst()
            .orElseGet(
                () -> {
                  OpenItem one = new OpenItem(part.time());
                  add(key, one);
                  return one;
                });
    item.add(part);
    if (isComplete(item)) {
      List<OpenItem> others = items.get(key);
      others.remove(item);
      size--;
      if (others.isEmpty()) {
        items.remove(key);
      }
    }
    return item;
  }

  List<OpenItem> of(String key) {
    return items.getOrDefault(key, List.of());
  }

  /** Lets go of the items of a key. */
  void remove(String key) {
    List<OpenItem> gone = items.remove(key);
    size -= gone == null ? 0 : gone.size();
  }

  /** All of them by key, beside those that wait. */
  Map<String, List<OpenItem>> with(Collection<WaitingItems.Complete> waiting) {
    Map<String, List<OpenItem>> all = new HashMap<>();
    items.forEach((key, some) -> all.put(key, new ArrayList<>(some)));
    waiting.forEach(
        one -> all.computeIfAbsent(one.key(), none -> new ArrayList<>(1)).add(one.item()));
    return all;
  }
}
