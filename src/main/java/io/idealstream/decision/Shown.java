package io.idealstream.decision;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;

/**
 * What a query has shown lately. An item repeats it if one of at most {@code within} before or
 * after it has the same vector or, where a similarity is given, a cosine of at least it.
 *
 * <p>A repetition is not shown, so that a scene that does not change is shown again once the time
 * is over. What was shown is known until another is shown that is later by more than the time; of
 * more than {@link #MOST} the last are. Mutable.
 */
public final class Shown {

  /** Bound on what is known: at 512 numbers about 200 kB. */
  public static final int MOST = 100;

  /** An item that was shown. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Item(long time, float[] vector) {}

  private final long within;
  private final double similarity;
  private final Deque<Item> items = new ArrayDeque<>();

  private Shown(long within, double similarity) {
    this.within = within;
    this.similarity = similarity;
  }

  /**
   * Nothing shown yet; equal vectors are repetitions.
   *
   * @param within event time in milliseconds
   */
  public static Shown withoutEqual(long within) {
    return new Shown(within, Double.POSITIVE_INFINITY);
  }

  /**
   * Nothing shown yet; similar vectors are repetitions.
   *
   * @param within event time in milliseconds
   * @param similarity least cosine
   */
  public static Shown withoutSimilar(long within, double similarity) {
    return new Shown(within, similarity);
  }

  /**
   * Whether an item repeats one that was shown.
   *
   * @param time of the event, in milliseconds since 1970
   * @param vector [dimension], of length 1
   */
  public boolean repeats(long time, float[] vector) {
    for (Item item : items) {
      if (Math.abs(item.time - time) <= within
          && (Arrays.equals(item.vector, vector)
              || Products.of(item.vector, vector) >= similarity)) {
        return true;
      }
    }
    return false;
  }

  /** Takes in what is shown now. */
  public void show(Item shown) {
    items.add(shown);
    long newest = items.stream().mapToLong(Item::time).max().orElseThrow();
    items.removeIf(item -> newest - item.time > within);
    if (items.size() > MOST) {
      items.remove();
    }
  }

  /** What is known, in the order in which it was shown. */
  public Collection<Item> items() {
    return Collections.unmodifiableCollection(items);
  }
}
