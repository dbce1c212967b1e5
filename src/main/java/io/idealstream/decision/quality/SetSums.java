package io.idealstream.decision.quality;

import io.idealstream.math.Sums;
import java.util.Arrays;

/**
 * Weighted sums over judged answers about items of one true value, from which the quantile of their
 * scores and the coverage of their sets follow. Sums alone, so that neither order nor division
 * matters. Mutable; whoever made it owns it.
 *
 * <pre>
 *   s        = 1 - p_truth
 *   q(c)     = least q with  sum_{s &lt;= q} w  >=  c (1 + sum w)          1 where there is none
 *   covered  = sum w [truth in set] / sum w        over the answers that bear a set
 *   size     = sum w |set| / sum w                 over the same
 * </pre>
 *
 * <p>With all weights 1, q(c) is the ceil(c (n + 1))-th smallest score. The 1 is the next item's
 * own weight. If weights do not hang on the scores and none is above that of the next item, the
 * next item's set holds its value with probability c at least where items are exchangeable, and c -
 * 2 sum w_i d_i / (1 + sum w) where they are independent and item i is from a distribution at total
 * variation d_i from that of the next (Barber, Candes, Ramdas, Tibshirani, "Conformal prediction
 * beyond exchangeability", Annals of Statistics 2023, theorem 2).
 *
 * <p>Scores are counted in steps of 1/{@value #STEPS}, each at the upper end of its step: q is
 * never too small, and above the smallest possible one by less than a step. Coverage gains at most
 * the share of scores in that step.
 */
public final class SetSums implements Sums<SetSums> {

  /** Steps between the scores 0 and 1. */
  static final int STEPS = 1_000;

  private static final int SQUARES = 0;
  private static final int SETS = 1;
  private static final int COVERED = 2;
  private static final int SIZE = 3;
  private static final int FIRST_STEP = 4;
  private static final int LENGTH = FIRST_STEP + STEPS + 1;

  /** A product that rounding took above a whole number must not ask for one item more. */
  private static final double ROUNDING = 1e-12;

  private final double[] sums;

  private SetSums(double[] sums) {
    this.sums = sums;
  }

  /** Sums of nothing. */
  public static SetSums none() {
    return new SetSums(new double[LENGTH]);
  }

  /**
   * The sums that {@link #toArray} gave.
   *
   * @throws IllegalArgumentException if they are of another length
   */
  public static SetSums of(double[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException(
          "numbers of sums of sets: %d, expected %d".formatted(array.length, LENGTH));
    }
    return new SetSums(array.clone());
  }

  public double[] toArray() {
    return sums.clone();
  }

  /**
   * Adds an answer.
   *
   * @param answer with probabilities
   */
  public void add(JudgedAnswer answer, double weight) {
    double score = 1 - answer.probabilities()[answer.truth()];
    int step = (int) Math.max(0, Math.min(STEPS, Math.ceil(STEPS * score)));
    sums[FIRST_STEP + step] += weight;
    sums[SQUARES] += weight * weight;
    if (answer.set() != null) {
      sums[SETS] += weight;
      sums[COVERED] += answer.set().contains(answer.truth()) ? weight : 0;
      sums[SIZE] += weight * answer.set().size();
    }
  }

  @Override
  public void merge(SetSums other) {
    for (int i = 0; i < LENGTH; i++) {
      sums[i] += other.sums[i];
    }
  }

  @Override
  public void scale(double factor) {
    for (int i = 0; i < LENGTH; i++) {
      sums[i] *= i == SQUARES ? factor * factor : factor;
    }
  }

  /** Effective number of answers, (sum w)^2 / sum w^2; 0 without any. */
  public double number() {
    double weight = weight();
    return sums[SQUARES] > 0 ? weight * weight / sums[SQUARES] : 0;
  }

  private double weight() {
    return Arrays.stream(sums, FIRST_STEP, LENGTH).sum();
  }

  /**
   * The quantile of the scores, from 0 to 1.
   *
   * @param coverage above 0 and below 1
   * @param present what weights are multiplied by for an item of this moment to weigh 1
   */
  public double quantile(double coverage, double present) {
    double needed = coverage * (1 + present * weight()) * (1 - ROUNDING);
    double within = 0;
    for (int step = 0; step < STEPS; step++) {
      within += present * sums[FIRST_STEP + step];
      if (within >= needed) {
        return (double) step / STEPS;
      }
    }
    return 1;
  }

  /** Share of the sets that held the true value; NaN without any. */
  public double covered() {
    return sums[COVERED] / sums[SETS];
  }

  /** Mean number of values in a set; NaN without any. */
  public double size() {
    return sums[SIZE] / sums[SETS];
  }
}
