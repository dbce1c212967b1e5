package io.idealstream.cli.drift;

import io.idealstream.drift.VectorTotals;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Items that streams draw from, in groups; each scored once. Mutable while it is filled.
 *
 * <p>Who is a near-duplicate of whom is found out once for all pairs.
 */
public final class Pool {

  /** Near-duplicates of one item that bursts are made of. */
  static final int COPIES = 4;

  private final double limit;
  private final List<float[]> vectors = new ArrayList<>();
  private final List<short[]> codes = new ArrayList<>();
  private final List<float[]> moments = new ArrayList<>();
  private final Map<String, List<Integer>> groups = new LinkedHashMap<>();
  private BitSet[] alike = new BitSet[0];

  /**
   * @param limit cosine above which items are near-duplicates
   */
  public Pool(double limit) {
    this.limit = limit;
  }

  /**
   * Adds an item; nothing is copied.
   *
   * @param itemMoments what naming remembers of it
   */
  public int add(String group, float[] vector, short[] itemCodes, float[] itemMoments) {
    vectors.add(vector);
    codes.add(itemCodes);
    moments.add(itemMoments);
    groups.computeIfAbsent(group, unseen -> new ArrayList<>()).add(vectors.size() - 1);
    return vectors.size() - 1;
  }

  /** Finds out who is alike, after the last item was added. */
  public Pool compared() {
    alike = new BitSet[vectors.size()];
    for (int a = 0; a < alike.length; a++) {
      alike[a] = new BitSet();
      alike[a].set(a);
      for (int b = 0; b < a; b++) {
        if (cosine(vectors.get(a), vectors.get(b)) > limit) {
          alike[a].set(b);
          alike[b].set(a);
        }
      }
    }
    return this;
  }

  private static double cosine(float[] left, float[] right) {
    double sum0 = 0;
    double sum1 = 0;
    for (int j = 0; j + 1 < left.length; j += 2) {
      sum0 += left[j] * right[j];
      sum1 += left[j + 1] * right[j + 1];
    }
    return sum0 + sum1;
  }

  /** A vector turned a little, as the same scene a moment later. */
  static float[] turned(float[] vector, SplittableRandom random) {
    float[] turned = new float[vector.length];
    double squares = 0;
    for (int j = 0; j < turned.length; j++) {
      turned[j] = (float) (vector[j] + 0.06 / Math.sqrt(vector.length) * random.nextGaussian());
      squares += turned[j] * turned[j];
    }
    for (int j = 0; j < turned.length; j++) {
      turned[j] /= (float) Math.sqrt(squares);
    }
    return turned;
  }

  public int size() {
    return vectors.size();
  }

  public float[] vector(int item) {
    return vectors.get(item);
  }

  public short[] codes(int item) {
    return codes.get(item);
  }

  float[] moments(int item) {
    return moments.get(item);
  }

  /** Sums of what naming remembers of items. */
  VectorTotals totals(int[] items, int size) {
    VectorTotals totals = new VectorTotals(size);
    for (int item : items) {
      totals.add(moments(item));
    }
    return totals;
  }

  boolean alike(int left, int right) {
    return alike[left].get(right);
  }

  /** Pairs of different items of a group that are alike, as a share of all its pairs. */
  double shareAlike(String group) {
    long pairs = 0;
    List<Integer> items = groups.get(group);
    for (int item : items) {
      for (int other : items) {
        pairs += item < other && alike(item, other) ? 1 : 0;
      }
    }
    return 2.0 * pairs / Math.max(1, (long) items.size() * (items.size() - 1));
  }

  /** The items of a group. */
  public List<Integer> group(String group) {
    return groups.get(group);
  }

  public List<String> groups() {
    return List.copyOf(groups.keySet());
  }
}
