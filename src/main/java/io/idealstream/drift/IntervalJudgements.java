package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The judged items of an open interval of one feed. Mutable.
 *
 * <p>Bounded, and independent of their order, as {@link IntervalItems} are.
 */
public final class IntervalJudgements {

  /** The name that the mean over all groups has among those of groups. */
  public static final String AVERAGE = "average";

  private static final int LAYOUT = 1;

  private final LowestHashes<JudgedItem> items;

  /**
   * @param most items that are kept, above 0
   */
  public IntervalJudgements(int most) {
    this(new LowestHashes<>(most, JudgedItem.ORDER));
  }

  private IntervalJudgements(LowestHashes<JudgedItem> items) {
    this.items = items;
  }

  /** Adds an item. */
  public void add(String id, JudgedItem item) {
    items.add(id, item);
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

  /** Items that are not kept: they were too many, or repetitions. */
  public long leftOut() {
    return items.leftOut();
  }

  /** In an order of their own, which is the same whatever order they came in. */
  SortedMap<ItemKey, JudgedItem> byKey() {
    return items.entries();
  }

  /** The share of right labels by factor: of all groups, and of each that came. */
  public Map<String, Map<String, Double>> accuracy() {
    Map<String, Map<String, long[]>> counts = new TreeMap<>();
    for (JudgedItem item : items.entries().values()) {
      item.verdicts()
          .forEach(
              (factor, verdict) -> {
                Map<String, long[]> of = counts.computeIfAbsent(factor, fresh -> new TreeMap<>());
                count(of, AVERAGE, verdict.right());
                if (item.group() != null) {
                  count(of, item.group(), verdict.right());
                }
              });
    }
    Map<String, Map<String, Double>> accuracy = new TreeMap<>();
    counts.forEach(
        (factor, groups) -> {
          Map<String, Double> shares = new TreeMap<>();
          groups.forEach((group, count) -> shares.put(group, (double) count[0] / count[1]));
          accuracy.put(factor, shares);
        });
    return accuracy;
  }

  private static void count(Map<String, long[]> counts, String group, boolean right) {
    long[] count = counts.computeIfAbsent(group, fresh -> new long[2]);
    count[0] += right ? 1 : 0;
    count[1]++;
  }

  /** As flat bytes. */
  public byte[] toBytes() {
    FlatWriter out = new FlatWriter(LAYOUT);
    items.write(out, JudgedItem::write);
    return out.toBytes();
  }

  /** As {@link #toBytes} wrote them. */
  public static IntervalJudgements of(byte[] bytes) {
    FlatReader in = new FlatReader("judged items of an interval", LAYOUT, bytes);
    return new IntervalJudgements(LowestHashes.read(JudgedItem.ORDER, in, JudgedItem::read));
  }
}
