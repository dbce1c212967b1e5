package io.idealstream.drift;

import java.util.Comparator;

/**
 * The place of an item among those of an interval: by a hash of its identity, the same on every
 * machine, so that which items are kept depends neither on order nor on time.
 */
record ItemKey(long hash, String id) implements Comparable<ItemKey> {

  private static final Comparator<ItemKey> ORDER =
      Comparator.<ItemKey>comparingLong(ItemKey::hash).thenComparing(ItemKey::id);

  static ItemKey of(String id) {
    return new ItemKey(hash(id), id);
  }

  @Override
  public int compareTo(ItemKey other) {
    return ORDER.compare(this, other);
  }

  /** Mixed well (the finaliser of SplitMix64). */
  private static long hash(String id) {
    long hash = 0;
    for (int c = 0; c < id.length(); c++) {
      hash = (hash ^ id.charAt(c)) * 0x9e3779b97f4a7c15L;
      hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
      hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
      hash ^= hash >>> 31;
    }
    return hash;
  }
}
