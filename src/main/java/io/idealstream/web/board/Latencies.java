package io.idealstream.web.board;

import java.util.Arrays;
import java.util.Map;

/**
 * How long labels of the items on show took: Kafka timestamp of the label's record less that of the
 * image's. The newest are kept.
 */
final class Latencies {

  private static final int MOST = 4096;
  private static final int SECONDS = 60;

  private final long[] at = new long[MOST];
  private final long[] millis = new long[MOST];
  private int next;

  void note(long epochSecond, long latencyMillis) {
    at[next] = epochSecond;
    millis[next] = Math.max(0, latencyMillis);
    next = (next + 1) % MOST;
  }

  /** Of the last minute; null without any. */
  Map<String, Object> view(long epochSecond) {
    long[] last = within(epochSecond - SECONDS, epochSecond);
    return last.length == 0
        ? null
        : Fields.of(
            "p50", quantile(last, 0.5), "p99", quantile(last, 0.99), "over", (long) last.length);
  }

  /** The latencies noted after a second and up to another, by size. */
  long[] within(long after, long upTo) {
    long[] found = new long[MOST];
    int number = 0;
    for (int i = 0; i < MOST; i++) {
      if (at[i] > after && at[i] <= upTo) {
        found[number++] = millis[i];
      }
    }
    long[] sorted = Arrays.copyOf(found, number);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The smallest value that a share of the values does not exceed; null without values. */
  static Long quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? null
        : (Long) sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
