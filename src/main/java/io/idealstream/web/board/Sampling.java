package io.idealstream.web.board;

import java.util.HashMap;
import java.util.Map;

/**
 * Which records of a topic are looked at: of each key some a second, and of all keys together some
 * more, so that one feed does not push out the others. What is left out is counted.
 */
final class Sampling {

  private final int perKey;
  private final int perSecond;
  private final Map<String, Integer> taken = new HashMap<>();
  private long second = Long.MIN_VALUE;
  private int all;
  private long leftOut;

  Sampling(int perKey, int perSecond) {
    this.perKey = perKey;
    this.perSecond = perSecond;
  }

  /** Whether one more record of a key is looked at in this second. */
  boolean takes(String key, long now) {
    if (now != second) {
      second = now;
      taken.clear();
      all = 0;
    }
    if (all >= perSecond || taken.merge(key, 1, Integer::sum) > perKey) {
      leftOut++;
      return false;
    }
    all++;
    return true;
  }

  long leftOut() {
    return leftOut;
  }
}
