package io.idealstream.decision.eval;

import java.util.Arrays;

/**
 * How right one is who does not look at the items.
 *
 * @param constant share of the most frequent value: by always answering it
 * @param guess in every group, by drawing one of the values
 */
public record Chance(double constant, double guess) {

  /**
   * @param counts items of every value
   */
  public static Chance of(int[] counts) {
    int items = Arrays.stream(counts).sum();
    return new Chance(
        (double) Arrays.stream(counts).max().orElseThrow() / items, 1.0 / counts.length);
  }

  /** Whether a method is clearly better than that, on average or in its worst group. */
  public boolean isBeatenBy(GroupTable.Row row) {
    return row.average().interval().isAbove(constant) || row.worst().interval().isAbove(guess);
  }
}
