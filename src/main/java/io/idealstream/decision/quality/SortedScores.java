package io.idealstream.decision.quality;

import java.util.Arrays;

/**
 * The scores of items of one value, and their conformal quantiles.
 *
 * <pre>
 *   s    = 1 - p_truth
 *   q(c) = the ceil(c (n + 1))-th smallest of n scores
 * </pre>
 *
 * <p>Mutable; scores are kept in ascending order.
 */
public final class SortedScores {

  /** The quantile that every score is within, where n scores are too few. */
  public static final double ALL = 1;

  /** The quantile that no score is within, for a coverage of 0 or less. */
  public static final double NONE = -1;

  /** A product that rounding took above a whole number must not ask for one score more. */
  private static final double ROUNDING = 1e-12;

  private double[] scores = new double[16];
  private int number;

  /**
   * Adds a score.
   *
   * @param score 0 to 1
   */
  public void add(double score) {
    if (number == scores.length) {
      scores = Arrays.copyOf(scores, 2 * number);
    }
    int found = Arrays.binarySearch(scores, 0, number, score);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(scores, at, scores, at + 1, number - at);
    scores[at] = score;
    number++;
  }

  public int number() {
    return number;
  }

  /**
   * The quantile for a coverage, which may be any number: {@link #ALL} at 1 and above, {@link
   * #NONE} at 0 and below.
   */
  public double quantile(double coverage) {
    double rank = Math.ceil(coverage * (number + 1) * (1 - ROUNDING));
    if (rank > number) {
      return ALL;
    }
    return rank < 1 ? NONE : scores[(int) rank - 1];
  }
}
