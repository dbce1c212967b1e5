package io.idealstream.drift;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to so many entries by identity: those whose identities hash lowest, wherever and whenever they
 * came. The others are counted. An identity counts once. Mutable.
 */
final class LowestHashes<T> {

  private final int most;
  private final Comparator<T> order;
  private final TreeMap<ItemKey, T> entries = new TreeMap<>();
  private long leftOut;

  /**
   * @param most entries that are kept, above 0
   * @param order by which the lower of two entries with one identity stays
   */
  LowestHashes(int most, Comparator<T> order) {
    if (most < 1) {
      throw new IllegalArgumentException("%d items, expected at least one".formatted(most));
    }
    this.most = most;
    this.order = order;
  }

  void add(String id, T entry) {
    keep(ItemKey.of(id), entry);
    trim();
  }

  /** Adds entries that were gathered elsewhere. */
  void merge(LowestHashes<T> other) {
    other.entries.forEach(this::keep);
    leftOut += other.leftOut;
    trim();
  }

  /** Counts entries that were left out before. */
  void leaveOut(long number) {
    leftOut += number;
  }

  private void keep(ItemKey key, T entry) {
    entries.merge(key, entry, (one, other) -> order.compare(one, other) <= 0 ? one : other);
  }

  private void trim() {
    while (entries.size() > most) {
      entries.pollLastEntry();
      leftOut++;
    }
  }

  int most() {
    return most;
  }

  int size() {
    return entries.size();
  }

  long leftOut() {
    return leftOut;
  }

  /** In an order of their own, which is the same whatever order they came in. */
  SortedMap<ItemKey, T> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }
}
