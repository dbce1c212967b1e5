package io.idealstream.decision.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * How often answers are right that are so and so sure: bins of equal width over the probability of
 * the answer. Well calibrated answers are right as often as they are sure. Mutable.
 */
public final class Reliability {

  private static final int BINS = 10;

  private final int[] items = new int[BINS];
  private final int[] right = new int[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * Answers of a bin.
   *
   * @param confidence mean probability of the answers
   * @param accuracy share that is right
   */
  public record Bin(int items, double confidence, double accuracy) {}

  /**
   * Adds an answer.
   *
   * @param probability of it, 0 to 1
   */
  public void add(double probability, Outcome outcome) {
    int bin = (int) Math.min(BINS - 1, Math.floor(BINS * probability));
    items[bin]++;
    right[bin] += outcome == Outcome.RIGHT ? 1 : 0;
    confidence[bin] += probability;
  }

  /** The bins that have answers, from unsure to sure. */
  public List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (items[bin] > 0) {
        bins.add(
            new Bin(items[bin], confidence[bin] / items[bin], (double) right[bin] / items[bin]));
      }
    }
    return bins;
  }
}
