package io.idealstream.stream.feedback;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * The keys that a subtask holds, by age. In memory: state is found by key alone, and a bound for
 * all keys together must know which of them is the oldest. About 200 bytes a key.
 */
final class Ages {

  private record Age(long time, String key) {}

  private final TreeSet<Age> ages =
      new TreeSet<>(Comparator.comparingLong(Age::time).thenComparing(Age::key));

  void add(long time, String key) {
    ages.add(new Age(time, key));
  }

  void remove(long time, String key) {
    ages.remove(new Age(time, key));
  }

  int size() {
    return ages.size();
  }

  /** The earliest time; there must be one. */
  long earliest() {
    return ages.first().time();
  }

  /** The key of the earliest time, the first by name among those of one time. */
  String oldest() {
    return ages.first().key();
  }
}
