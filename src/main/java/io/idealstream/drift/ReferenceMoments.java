package io.idealstream.drift;

import io.idealstream.state.FlatReader;
import io.idealstream.state.FlatWriter;

/**
 * Sums over the items of a reference, in whole numbers, by which a later change is named. Mutable.
 */
public final class ReferenceMoments {

  private final ItemMoments of;
  private final VectorTotals items;

  /** Of each number of h the products with h, f and e, row after row. */
  private final VectorTotals products;

  private ReferenceMoments(ItemMoments of, VectorTotals items, VectorTotals products) {
    this.of = of;
    this.items = items;
    this.products = products;
  }

  /** Of no items yet. */
  public ReferenceMoments(ItemMoments of) {
    this(of, new VectorTotals(of.size()), new VectorTotals(of.shown().size() * (of.width() + 1)));
  }

  /** As {@link #write} wrote them. */
  static ReferenceMoments read(ItemMoments of, FlatReader in) {
    return new ReferenceMoments(of, VectorTotals.read(in), VectorTotals.read(in));
  }

  void write(FlatWriter out) {
    items.write(out);
    products.write(out);
  }

  /**
   * Adds an item.
   *
   * @param moments by {@link ItemMoments#of}
   * @param times how often it came
   */
  public void add(float[] moments, long times) {
    items.add(moments, times);
    products.addProducts(moments, of.dimension(), of.shown().size(), of.width() + 1, times);
  }

  /** Adds what others added. */
  public void merge(ReferenceMoments other) {
    items.merge(other.items);
    products.merge(other.products);
  }

  /** Whole numbers that it holds. */
  public int numbers() {
    return of.size() + of.shown().size() * (of.width() + 1) + 2;
  }

  /** What later changes are held against. */
  public LabelShift shift() {
    return new LabelShift(of, items.items(), items.mean(), products.mean());
  }
}
