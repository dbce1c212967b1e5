package io.idealstream.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What may be among the best k, by scores that are only nearly exact: whatever the exact ones are,
 * the best k are in it.
 *
 * <p>Those are kept whose score is at least the k-th best less twice the error, since two scores
 * may be as far from their exact ones, each to another side. That is looked after whenever 2 k have
 * gathered, so that taking one in costs a constant time on average.
 *
 * @param <T> what is scored
 */
public final class RoughBest<T> {

  private static final int FIRST_ROOM = 32;

  private final int k;
  private final double error;
  private Object[] kept;
  private float[] scores;
  private int size;
  private double floor = StandingQuery.NO_THRESHOLD;

  /**
   * @param k at least 1
   * @param error how far a score may be from its exact one
   */
  public RoughBest(int k, double error) {
    this.k = k;
    this.error = error;
    int room = Math.min(FIRST_ROOM, most());
    this.kept = new Object[room];
    this.scores = new float[room];
  }

  private int most() {
    return (int) Math.min(2L * k, Integer.MAX_VALUE / 2);
  }

  /**
   * Takes one in.
   *
   * @return false where so many are alike that they are to be taken out, and told apart by their
   *     exact scores
   */
  public boolean add(T one, float score) {
    if (size == kept.length) {
      int room = Math.min(Math.max(most(), size + 1), 2 * size);
      kept = Arrays.copyOf(kept, room);
      scores = Arrays.copyOf(scores, room);
    }
    kept[size] = one;
    scores[size] = score;
    size++;
    if (size < most()) {
      return true;
    }
    prune();
    return size < k + Math.max(1, k / 2);
  }

  /** Leaves out what is surely not among the best k. */
  private void prune() {
    floor = kthBest() - error;
    int left = 0;
    for (int i = 0; i < size; i++) {
      if (scores[i] >= floor - error) {
        kept[left] = kept[i];
        scores[left] = scores[i];
        left++;
      }
    }
    Arrays.fill(kept, left, size, null);
    size = left;
  }

  /** By selection (Hoare 1961): parts the scores about one of them, and goes on in one part. */
  private float kthBest() {
    float[] all = Arrays.copyOf(scores, size);
    int at = k - 1;
    int from = 0;
    int to = size - 1;
    while (from < to) {
      float pivot = all[at];
      int left = from;
      int right = to;
      while (left <= right) {
        while (all[left] > pivot) {
          left++;
        }
        while (all[right] < pivot) {
          right--;
        }
        if (left <= right) {
          float moved = all[left];
          all[left++] = all[right];
          all[right--] = moved;
        }
      }
      if (at <= right) {
        to = right;
      } else if (at >= left) {
        from = left;
      } else {
        break;
      }
    }
    return all[at];
  }

  /** An exact score below it is surely not among the best k. */
  public double floor() {
    return floor;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether one of them is like that. */
  @SuppressWarnings("unchecked") // only such were taken in
  public boolean anyMatch(Predicate<? super T> wanted) {
    for (int i = 0; i < size; i++) {
      if (wanted.test((T) kept[i])) {
        return true;
      }
    }
    return false;
  }

  /** Takes all out, in no certain order. */
  @SuppressWarnings("unchecked") // only such were taken in
  public List<T> takeAll() {
    if (size > k) {
      prune();
    }
    List<T> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add((T) kept[i]);
    }
    Arrays.fill(kept, 0, size, null);
    size = 0;
    floor = StandingQuery.NO_THRESHOLD;
    return all;
  }
}
