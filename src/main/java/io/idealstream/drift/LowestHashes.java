package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

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

  /** As {@link #write} wrote them. */
  static <T> LowestHashes<T> read(
      Comparator<T> order, FlatReader in, Function<FlatReader, T> entry) {
    LowestHashes<T> read = new LowestHashes<>((int) in.number(), order);
    read.arrived = in.number();
    long number = in.number();
    for (long i = 0; i < number; i++) {
      read.add(in.text(), entry.apply(in));
    }
    return read;
  }

  /** {@link #arrived} of what {@link #write} wrote. */
  static long arrived(FlatReader in) {
    in.number();
    return in.number() + in.number();
  }

  void write(FlatWriter out, BiConsumer<T, FlatWriter> entry) {
    out.number(most).number(leftOut()).number(entries.size());
    entries.forEach(
        (key, value) -> {
          out.text(key.id());
          entry.accept(value, out);
        });
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

  /** Takes an entry out, which counts among those that are left out; whether it was there. */
  boolean remove(String id) {
    return entries.remove(ItemKey.of(id)) != null;
  }

  boolean holds(String id) {
    return entries.containsKey(ItemKey.of(id));
  }

  private void keep(ItemKey key, T entry) {
    entries.merge(key, entry, (one, other) -> order.compare(one, other) <= 0 ? one : other);
  }

  private void trim() {
    while (entries.size() > most) {
      entries.pollLastEntry();
    }
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
