package io.idealstream.cli.learn;

import io.idealstream.math.Cell;
import java.util.Map;
import java.util.TreeMap;

/** Answers counted by cell, and what they say of the worst cell. Mutable. */
final class Groups {

  private final Map<Cell, long[]> counts = new TreeMap<>();

  void count(Cell cell, boolean right) {
    long[] group = counts.computeIfAbsent(cell, unseen -> new long[2]);
    group[0] += right ? 1 : 0;
    group[1]++;
  }

  /**
   * Accuracies as shares, 0 to 1; NaN without answers.
   *
   * @param worst of the cells
   * @param average over answers
   */
  record Accuracy(double worst, double average) {}

  Accuracy accuracy() {
    double worst = Double.POSITIVE_INFINITY;
    double right = 0;
    double all = 0;
    for (long[] group : counts.values()) {
      worst = Math.min(worst, (double) group[0] / group[1]);
      right += group[0];
      all += group[1];
    }
    return all == 0 ? new Accuracy(Double.NaN, Double.NaN) : new Accuracy(worst, right / all);
  }
}
