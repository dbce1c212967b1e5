package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The items of an open interval of one feed. Mutable.
 *
 * <p>Of more items than it holds those stay whose identities hash lowest, wherever and whenever
 * they came; the others are counted. An identity counts once.
 */
public final class IntervalItems {

  private static final int LAYOUT = 1;

  private final int most;
  private final TreeMap<ItemKey, Item> items = new TreeMap<>();
  private long leftOut;

  /**
   * @param most items that are kept, above 0
   */
  public IntervalItems(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("%d items, expected at least one".formatted(most));
    }
    this.most = most;
  }

  /** Adds an item. */
  public void add(String id, Item item) {
    items.merge(ItemKey.of(id), item, IntervalItems::first);
    trim();
  }

  /** Adds the items of the same interval that were gathered elsewhere. */
  public void merge(IntervalItems other) {
    other.items.forEach((key, item) -> items.merge(key, item, IntervalItems::first));
    leftOut += other.leftOut;
    trim();
  }

  /** Which of two items with one identity stays; the same one in any order. */
  private static Item first(Item one, Item other) {
    int order = Arrays.compare(one.vector(), other.vector());
    order = order == 0 ? Long.compare(one.pixels(), other.pixels()) : order;
    return order <= 0 ? one : other;
  }

  private void trim() {
    while (items.size() > most) {
      items.pollLastEntry();
      leftOut++;
    }
  }

  /** Items that are kept. */
  public int size() {
    return items.size();
  }

  /** Items that were too many. */
  public long leftOut() {
    return leftOut;
  }

  /** In an order of their own, which is the same whatever order they came in. */
  Collection<Item> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  /** By identity. */
  SortedMap<ItemKey, Item> byKey() {
    return Collections.unmodifiableSortedMap(items);
  }

  /** As flat bytes. */
  public byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT).number(most).number(leftOut).number(items.size());
    items.forEach(
        (key, item) -> {
          out.text(key.id());
          item.write(out);
        });
    return out.toBytes();
  }

  /** As {@link #toBytes} wrote them. */
  public static IntervalItems of(byte[] bytes) {
    FlatReader in = new FlatReader("items of an interval", LAYOUT, bytes);
    IntervalItems items = new IntervalItems((int) in.number());
    items.leftOut = in.number();
    long number = in.number();
    for (long i = 0; i < number; i++) {
      items.items.put(ItemKey.of(in.text()), Item.read(in));
    }
    return items;
  }
}
