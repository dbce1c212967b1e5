package io.idealstream.demo.count;

import java.util.Arrays;

/** Percentiles by nearest rank: always a value that occurred. */
final class Percentiles {

  private final long[] sorted;

  Percentiles(long[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * The least value that is not below a share p of all: x[ceil(p n)].
   *
   * @param share above 0, at most 1
   * @return null where there are no values
   */
  Long at(double share) {
    if (sorted.length == 0) {
      return null;
    }
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
