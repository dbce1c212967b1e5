package io.idealstream.decision;

import io.idealstream.math.HalfPrecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a query has shown lately. An item repeats it if one of at most {@code within} before or
 * after it has the same vector or, where a similarity is given, a cosine of at least it.
 *
 * <p>Equality is that of vectors in half precision, in which items of the past are known. A
 * repetition is not shown, so that a scene that does not change is shown again once the time is
 * over. What was shown is known until event time has left it behind by more than the time; of more
 * than {@link #MOST} the latest are. Mutable.
 */
public final class Shown {

  /** Bound on what is known: at 512 numbers about 200 kB. */
  public static final int MOST = 100;

  /**
   * An item that was shown.
   *
   * @param name by which it can be forgotten
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Item(String name, long time, float[] vector) {}

  private final long within;
  private final double similarity;
  private final List<Known> items = new ArrayList<>();

  /**
   * @param half the vector in half precision
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Known(Item item, byte[] half) {}

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
    byte[] half = HalfPrecision.toBytes(vector);
    for (Known known : items) {
      if (Math.abs(known.item.time - time) <= within
          && (Arrays.equals(known.half, half)
              || Products.of(known.item.vector, vector) >= similarity)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes in what is shown now.
   *
   * @param reached how far event time has come: not the time of an item that is ahead of others
   */
  public void show(Item shown, long reached) {
    items.removeIf(known -> known.item.time < reached && reached - known.item.time > within);
    if (items.size() == MOST) {
      items.remove(items.stream().min(Comparator.comparingLong(known -> known.item.time)).get());
    }
    items.add(new Known(shown, HalfPrecision.toBytes(shown.vector)));
  }

  /** Forgets what was shown under a name; how often that was. */
  public int forget(String name) {
    int before = items.size();
    items.removeIf(known -> known.item.name.equals(name));
    return before - items.size();
  }

  /** What is known, in the order in which it was shown. */
  public Collection<Item> items() {
    return items.stream().map(Known::item).toList();
  }
}
