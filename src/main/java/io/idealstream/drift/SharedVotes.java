package io.idealstream.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The items of an open interval of one feed. When it closes, near-duplicates share one vote: a
 * burst of copies says no more than one of them, and a bet on each would break the promise.
 *
 * <p>Two items are near-duplicates if their cosine is above a limit, or if a chain of such pairs
 * joins them; that depends on no order. The vote of several is the rounded mean of their codes. Of
 * more items than the interval holds those stay whose identities hash lowest, wherever and whenever
 * they came; the others are counted. An identity counts once.
 */
public final class SharedVotes {

  @SuppressWarnings("ArrayRecordComponent") // compared by content where it matters
  private record Entry(float[] vector, short[] codes) {}

  /** Which of two items with one identity stays does not depend on their order. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::codes, Arrays::compare)
          .thenComparing(Entry::vector, Arrays::compare);

  private final double limit;
  private final LowestHashes<Entry> items;

  /**
   * @param limit cosine above which two items are near-duplicates
   * @param most items that are kept, above 0
   */
  public SharedVotes(double limit, int most) {
    this.limit = limit;
    items = new LowestHashes<>(most, ORDER);
  }

  /**
   * Adds an item.
   *
   * @param vector unit vector; not copied
   * @param codes of its scores; not copied
   */
  public void add(String id, float[] vector, short[] codes) {
    items.add(id, new Entry(vector, codes));
  }

  /** Adds the items of the same interval that were gathered elsewhere. */
  public void merge(SharedVotes other) {
    items.merge(other.items);
  }

  /** Items that are kept. */
  public int size() {
    return items.size();
  }

  /** Items that were too many. */
  public long leftOut() {
    return items.leftOut();
  }

  /** The votes. */
  public Histograms close(int directions) {
    List<Entry> entries = List.copyOf(items.entries().values());
    return close(
        entries.stream().map(Entry::codes).toList(),
        alike(entries.stream().map(Entry::vector).toArray(float[][]::new), limit),
        directions);
  }

  /**
   * Near-duplicates by their vectors.
   *
   * @param vectors unit vectors
   * @param limit cosine above which two items are near-duplicates
   */
  static Alike alike(float[][] vectors, double limit) {
    // of unit vectors: |x - y|^2 = 2 - 2 cos
    return (a, b) -> Rows.nearer(vectors[a], vectors[b], 2 - 2 * limit);
  }

  /** Whether two items of a list are near-duplicates. */
  @FunctionalInterface
  public interface Alike {
    boolean test(int left, int right);
  }

  /** The votes of items by their codes, where something else knows who is alike. */
  public static Histograms close(List<short[]> codes, Alike alike, int directions) {
    Histograms votes = new Histograms(directions);
    int[] first = firsts(codes.size(), alike);
    List<List<short[]>> groups = new ArrayList<>(Collections.nCopies(first.length, null));
    for (int i = 0; i < first.length; i++) {
      if (groups.get(first[i]) == null) {
        groups.set(first[i], new ArrayList<>(1));
      }
      groups.get(first[i]).add(codes.get(i));
    }
    for (List<short[]> group : groups) {
      if (group != null) {
        votes.add(group.size() == 1 ? group.get(0) : mean(group, directions));
      }
    }
    return votes;
  }

  /** Groups by chains of pairs: of each item the first of its group. */
  private static int[] firsts(int items, Alike alike) {
    int[] first = new int[items];
    for (int b = 0; b < first.length; b++) {
      first[b] = b;
      for (int a = 0; a < b; a++) {
        if (first[a] != first[b] && alike.test(a, b)) {
          join(first, first[a], first[b], b);
        }
      }
    }
    return first;
  }

  private static void join(int[] first, int left, int right, int upTo) {
    int lower = Math.min(left, right);
    int higher = Math.max(left, right);
    for (int i = 0; i <= upTo; i++) {
      first[i] = first[i] == higher ? lower : first[i];
    }
  }

  private static short[] mean(List<short[]> group, int directions) {
    short[] mean = new short[directions];
    for (int d = 0; d < directions; d++) {
      int sum = 0;
      int votes = 0;
      for (short[] codes : group) {
        sum += codes[d] == Quantiser.NONE ? 0 : codes[d];
        votes += codes[d] == Quantiser.NONE ? 0 : 1;
      }
      mean[d] = votes == 0 ? Quantiser.NONE : (short) ((2 * sum + votes) / (2 * votes));
    }
    return mean;
  }
}
