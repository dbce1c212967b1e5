package io.idealstream.decision.eval;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Items counted by what is known of each, a pattern of small numbers. What it takes grows with the
 * number of different patterns, not of items. Mutable.
 */
final class Tally {

  /** Sorted, so that errors do not hang on the order in which items came. */
  private final SortedMap<int[], Integer> counts = new TreeMap<>(Arrays::compare);

  void add(int[] pattern) {
    counts.merge(pattern.clone(), 1, Math::addExact);
  }

  /** Different patterns, sorted. */
  List<int[]> patterns() {
    return List.copyOf(counts.keySet());
  }

  /** Items of every pattern. */
  int[] counts() {
    return counts.values().stream().mapToInt(Integer::intValue).toArray();
  }

  int items() {
    return Arrays.stream(counts()).sum();
  }
}
