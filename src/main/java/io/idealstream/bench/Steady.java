package io.idealstream.bench;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** Whether a pace has settled: three slices in a row that differ by less than a tenth. */
final class Steady {

  private static final int SLICES = 3;
  private static final double MOST_APART = 0.1;

  private final Deque<Double> last = new ArrayDeque<>();

  /** Takes the pace of one more slice, and says whether it has settled. */
  boolean isReachedBy(double pace) {
    last.addLast(pace);
    if (last.size() > SLICES) {
      last.removeFirst();
    }
    return last.size() == SLICES
        && Collections.max(last) - Collections.min(last) < MOST_APART * Collections.max(last);
  }
}
