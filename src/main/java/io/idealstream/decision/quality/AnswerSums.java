package io.idealstream.decision.quality;

import io.idealstream.math.Sums;
import java.util.Arrays;
import java.util.Optional;

/**
 * Weighted sums over judged answers, from which every measure of their quality follows. Sums alone,
 * so that neither order nor division matters. Mutable; whoever made it owns it.
 *
 * <pre>
 *   effective number   (sum w)^2 / sum w^2                              Kish 1965
 *   accuracy           sum w [right] / sum w
 *   NLL                sum w (-ln p_truth) / sum w
 *   Brier              sum w sum_v (p_v - [v is true])^2 / sum w        Brier 1950, 0 to 2
 *   ECE                sum_b |sum_{w in b} w [right] - w confidence| / sum w       Guo et al. 2017
 * </pre>
 *
 * <p>NLL, Brier and ECE are over the debiased answers that were given and have probabilities. The
 * bins b of ECE are {@value #BINS} of equal width. The temperature is that of {@link
 * TemperatureGrid}.
 */
public final class AnswerSums implements Sums<AnswerSums> {

  static final int BINS = 15;

  private static final int ALL = 0;
  private static final int ALL_SQUARES = 1;
  private static final int RAW_RIGHT = 2;
  private static final int WITHHELD = 3;
  private static final int GIVEN = 4;
  private static final int GIVEN_SQUARES = 5;
  private static final int RIGHT = 6;
  private static final int SURPRISE = 7;
  private static final int SQUARED_ERROR = 8;
  private static final int PROBABLE = 9;
  private static final int FIRST_BIN = 10;
  private static final int TEMPERED = FIRST_BIN + BINS;
  private static final int FIRST_TEMPERATURE = TEMPERED + 1;
  private static final int LENGTH = FIRST_TEMPERATURE + TemperatureGrid.TEMPERATURES;

  /** A probability that a float cannot tell from 0 would make one answer outweigh all others. */
  private static final double LEAST_PROBABILITY = 1e-12;

  private final double[] sums;

  private AnswerSums(double[] sums) {
    this.sums = sums;
  }

  /** Sums of nothing. */
  public static AnswerSums none() {
    return new AnswerSums(new double[LENGTH]);
  }

  /**
   * The sums that {@link #toArray} gave.
   *
   * @throws IllegalArgumentException if they are of another length
   */
  public static AnswerSums of(double[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException(
          "numbers of sums of answers: %d, expected %d".formatted(array.length, LENGTH));
    }
    return new AnswerSums(array.clone());
  }

  public double[] toArray() {
    return sums.clone();
  }

  public void add(JudgedAnswer answer, double weight) {
    sums[ALL] += weight;
    sums[ALL_SQUARES] += weight * weight;
    sums[RAW_RIGHT] += answer.rawRight() ? weight : 0;
    if (answer.verdict() == JudgedAnswer.Verdict.WITHHELD) {
      sums[WITHHELD] += weight;
    } else if (answer.verdict().given()) {
      addGiven(answer, weight);
    }
  }

  private void addGiven(JudgedAnswer answer, double weight) {
    double right = answer.verdict() == JudgedAnswer.Verdict.RIGHT ? 1 : 0;
    sums[GIVEN] += weight;
    sums[GIVEN_SQUARES] += weight * weight;
    sums[RIGHT] += weight * right;
    if (answer.probabilities().length > 0) {
      addProbabilities(answer, right, weight);
    }
  }

  private void addProbabilities(JudgedAnswer answer, double right, double weight) {
    double[] p = answer.probabilities();
    sums[PROBABLE] += weight;
    sums[SURPRISE] -= weight * Math.log(Math.max(LEAST_PROBABILITY, p[answer.truth()]));
    for (int v = 0; v < p.length; v++) {
      double error = p[v] - (v == answer.truth() ? 1 : 0);
      sums[SQUARED_ERROR] += weight * error * error;
    }
    double confidence = p[answer.label()];
    int bin = (int) Math.min(BINS - 1, Math.floor(BINS * confidence));
    sums[FIRST_BIN + bin] += weight * (right - confidence);
    sums[TEMPERED] += weight;
    TemperatureGrid.add(p, answer.truth(), weight, sums, FIRST_TEMPERATURE);
  }

  @Override
  public void merge(AnswerSums other) {
    for (int i = 0; i < LENGTH; i++) {
      sums[i] += other.sums[i];
    }
  }

  @Override
  public void scale(double factor) {
    for (int i = 0; i < LENGTH; i++) {
      sums[i] *= i == ALL_SQUARES || i == GIVEN_SQUARES ? factor * factor : factor;
    }
  }

  /** Effective number of answers; 0 without any. */
  public double number() {
    return effective(ALL, ALL_SQUARES);
  }

  /** Effective number of debiased answers that were given; 0 without any. */
  public double numberGiven() {
    return effective(GIVEN, GIVEN_SQUARES);
  }

  private double effective(int weights, int squares) {
    return sums[squares] > 0 ? sums[weights] * sums[weights] / sums[squares] : 0;
  }

  /** Whether any given answer has probabilities. */
  public boolean hasProbabilities() {
    return sums[PROBABLE] > 0;
  }

  /** Accuracy of the plain prompts' answers; NaN without any. */
  public double rawAccuracy() {
    return sums[RAW_RIGHT] / sums[ALL];
  }

  /** Accuracy of the debiased answers that were given; NaN without any. */
  public double accuracy() {
    return sums[RIGHT] / sums[GIVEN];
  }

  /** Share of the debiased answers that were withheld; NaN without any. */
  public double withheld() {
    return sums[WITHHELD] / (sums[WITHHELD] + sums[GIVEN]);
  }

  /** NaN without probabilities; in nats. */
  public double negativeLogLikelihood() {
    return sums[SURPRISE] / sums[PROBABLE];
  }

  /** NaN without probabilities. */
  public double brier() {
    return sums[SQUARED_ERROR] / sums[PROBABLE];
  }

  /** NaN without probabilities. */
  public double calibrationError() {
    return Arrays.stream(sums, FIRST_BIN, TEMPERED).map(Math::abs).sum() / sums[PROBABLE];
  }

  /**
   * The temperature, between 1/8 and 8, at which the truth is most likely; empty without
   * probabilities, and where either end is likelier than all between: that says where the search
   * ended, as for answers that are all right, and nothing of a temperature.
   */
  public Optional<Temperature.Fitted> temperature() {
    double weight = sums[TEMPERED];
    double[] means =
        Arrays.stream(sums, FIRST_TEMPERATURE, LENGTH).map(sum -> sum / weight).toArray();
    return weight > 0 ? TemperatureGrid.least(means) : Optional.empty();
  }
}
