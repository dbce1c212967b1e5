package io.idealstream.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The best of what came, at most {@code k}: the same whatever the order in which it came, as long
 * as the comparator calls no two equal that differ.
 *
 * @param <T> what is compared
 */
public final class Best<T> {

  private final int k;
  private final Comparator<? super T> order;

  /** The worst first. */
  private final PriorityQueue<T> kept;

  /**
   * @param k at least 1
   * @param order the better first
   */
  public Best(int k, Comparator<? super T> order) {
    if (k < 1) {
      throw new IllegalArgumentException("the best %d: expected at least 1".formatted(k));
    }
    this.k = k;
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  /** Takes one in; whether it is among the best so far. */
  public boolean offer(T one) {
    if (kept.size() < k) {
      return kept.add(one);
    }
    if (order.compare(one, kept.element()) >= 0) {
      return false;
    }
    kept.remove();
    return kept.add(one);
  }

  /** Takes some out; how many there were. What they had displaced does not come back. */
  public int remove(Predicate<? super T> unwanted) {
    int before = kept.size();
    kept.removeIf(unwanted);
    return before - kept.size();
  }

  /** Takes all out. */
  public void clear() {
    kept.clear();
  }

  /** Whether one of the best is like that. */
  public boolean anyMatch(Predicate<? super T> wanted) {
    return kept.stream().anyMatch(wanted);
  }

  public boolean isFull() {
    return kept.size() == k;
  }

  /**
   * The worst of the best.
   *
   * @throws java.util.NoSuchElementException if none came
   */
  public T worst() {
    return kept.element();
  }

  /** The best first. */
  public List<T> ranked() {
    List<T> ranked = new ArrayList<>(kept);
    ranked.sort(order);
    return ranked;
  }
}
