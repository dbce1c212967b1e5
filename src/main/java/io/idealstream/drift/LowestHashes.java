package io.idealstream.drift;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to so many entries by identity: those whose identities hash lowest, wherever and whenever they
 * came. An identity counts once. Mutable.
 */
final class LowestHashes<T> {

  private final int most;
  private final Comparator<T> order;
  private final TreeMap<ItemKey, T> entries = new TreeMap<>();
  private long arrived;

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
    arrived++;
    keep(ItemKey.of(id), entry);
    trim();
  }

  /** Adds entries that were gathered elsewhere. */
  void merge(LowestHashes<T> other) {
    other.entries.forEach(this::keep);
    arrived += other.arrived;
    trim();
  }

  /** Counts entries that came before and are not kept. */
  void leaveOut(long number) {
    arrived += number;
  }

  private void keep(ItemKey key, T entry) {
    entries.merge(key, entry, (one, other) -> order.compare(one, other) <= 0 ? one : other);
  }

  private void trim() {
    while (entries.size() > most) {
      entries.pollLastEntry();
    }
  }

  int most() {
    return most;
  }

  int size() {
    return entries.size();
  }

  /** Entries that were added, repetitions among them. */
  long arrived() {
    return arrived;
  }

  /** Entries that are not kept: they were too many, or repetitions. */
  long leftOut() {
    return arrived - entries.size();
  }

  /** In an order of their own, which is the same whatever order they came in. */
  SortedMap<ItemKey, T> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }
}
