package io.idealstream.decision.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of items of one value, and their conformal quantiles.
 *
 * <pre>
 *   s    = 1 - p_truth
 *   q(c) = the ceil(c (n + 1))-th smallest of n scores
 * </pre>
 *
 * <p>Mutable. Scores are kept in ascending order, in blocks of some hundreds: a score moves those
 * of its block alone.
 */
public final class SortedScores {

  /** The quantile that every score is within, where n scores are too few. */
  public static final double ALL = 1;

  /** The quantile that no score is within, for a coverage of 0 or less. */
  public static final double NONE = -1;

  /** A product that rounding took above a whole number must not ask for one score more. */
  private static final double ROUNDING = 1e-12;

  private static final int MOST_IN_BLOCK = 1_024;

  /** A part of the scores, none above those of the next part; only the first part may be empty. */
  private static final class Block {
    double[] scores;
    int number;

    Block(double[] scores, int number) {
      this.scores = scores;
      this.number = number;
    }

    double last() {
      return scores[number - 1];
    }

    void add(double score) {
      if (number == scores.length) {
        scores = Arrays.copyOf(scores, 2 * number);
      }
      int found = Arrays.binarySearch(scores, 0, number, score);
      int at = found < 0 ? -found - 1 : found;
      System.arraycopy(scores, at, scores, at + 1, number - at);
      scores[at] = score;
      number++;
    }

    /** Keeps the lower half and gives the upper one. */
    Block split() {
      int half = number / 2;
      double[] upper = Arrays.copyOf(Arrays.copyOfRange(scores, half, number), scores.length);
      Block other = new Block(upper, number - half);
      number = half;
      return other;
    }
  }

  private final List<Block> blocks = new ArrayList<>(List.of(new Block(new double[16], 0)));
  private int number;

  /**
   * Adds a score.
   *
   * @param score 0 to 1
   */
  public void add(double score) {
    int at = block(score);
    Block block = blocks.get(at);
    block.add(score);
    if (block.number == MOST_IN_BLOCK) {
      blocks.add(at + 1, block.split());
    }
    number++;
  }

  /** The first block that does not end below a score, or else the last one. */
  private int block(double score) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (blocks.get(middle).last() < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
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
    return rank < 1 ? NONE : smallest((int) rank - 1);
  }

  /**
   * @param index from 0, in ascending order
   */
  private double smallest(int index) {
    int left = index;
    for (Block block : blocks) {
      if (left < block.number) {
        return block.scores[left];
      }
      left -= block.number;
    }
    throw new IllegalStateException("score %d of %d".formatted(index, number));
  }
}
