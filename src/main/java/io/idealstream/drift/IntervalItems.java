package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;

/**
 * The items of an open interval of one feed. Mutable.
 *
 * <p>Of more items than it holds those stay whose identities hash lowest, wherever and whenever
 * they came; the others are counted, and so are repetitions: an identity is kept once.
 */
public final class IntervalItems {

  private static final int LAYOUT = 2;

  /** Which of two items with one identity stays does not depend on their order. */
  private static final Comparator<Seen> ORDER =
      Comparator.comparing(Seen::vector, Arrays::compare).thenComparingLong(Seen::pixels);

  private final LowestHashes<Seen> items;
  private long deadLetters;

  /**
   * @param most items that are kept, above 0
   */
  public IntervalItems(int most) {
    this(new LowestHashes<>(most, ORDER));
  }

  private IntervalItems(LowestHashes<Seen> items) {
    this.items = items;
  }

  /** Adds an item. */
  public void add(String id, Seen item) {
    items.add(id, item);
  }

  /** Counts records that could not be used. */
  public void addDeadLetters(long more) {
    deadLetters += more;
  }

  /** Adds the items of the same interval that were gathered elsewhere. */
  public void merge(IntervalItems other) {
    items.merge(other.items);
    deadLetters += other.deadLetters;
  }

  /** Takes an item out, which counts among those that are left out; whether it was there. */
  public boolean remove(String id) {
    return items.remove(id);
  }

  boolean holds(String id) {
    return items.holds(id);
  }

  /** Items that are kept. */
  public int size() {
    return items.size();
  }

  /** Items that came, repetitions among them. */
  public long arrived() {
    return items.arrived();
  }

  /** Records that could not be used. */
  public long deadLetters() {
    return deadLetters;
  }

  /** Items that are not kept: they were too many, or repetitions. */
  public long leftOut() {
    return items.leftOut();
  }

  /** In an order of their own, which is the same whatever order they came in. */
  SortedMap<ItemKey, Seen> byKey() {
    return items.entries();
  }

  /** As flat bytes. */
  public byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT);
    out.number(deadLetters);
    items.write(out, Seen::write);
    return out.toBytes();
  }

  /** {@link #arrived} of what {@link #toBytes} wrote, without reading the items. */
  public static long arrived(byte[] bytes) {
    FlatReader in = new FlatReader("items of an interval", LAYOUT, bytes);
    in.number();
    return LowestHashes.arrived(in);
  }

  /** As {@link #toBytes} wrote them. */
  public static IntervalItems of(byte[] bytes) {
    FlatReader in = new FlatReader("items of an interval", LAYOUT, bytes);
    long deadLetters = in.number();
    IntervalItems items = new IntervalItems(LowestHashes.read(ORDER, in, Seen::read));
    items.addDeadLetters(deadLetters);
    return items;
  }
}
