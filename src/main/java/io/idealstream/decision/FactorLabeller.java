package io.idealstream.decision;

import java.util.Optional;
import java.util.Set;

/** Labels one factor of which exactly one value holds. */
public final class FactorLabeller {

  private final double logitScale;
  private final Scoring plain;
  private final Optional<Scoring> method;
  private final Set<Integer> uncertain;

  /**
   * A labeller that takes every word for certain.
   *
   * @param logitScale the model's factor between a cosine and a logit, above zero
   * @param plain scoring of the raw answer
   * @param method scoring of the debiased answer; empty where there is none yet
   */
  public FactorLabeller(double logitScale, Scoring plain, Optional<Scoring> method) {
    this(logitScale, plain, method, Set.of());
  }

  /**
   * @param logitScale the model's factor between a cosine and a logit, above zero
   * @param plain scoring of the raw answer
   * @param method scoring of the debiased answer; empty where there is none yet
   * @param uncertain values whose words are little more than noise: the method withholds an answer
   *     that names one
   */
  public FactorLabeller(
      double logitScale, Scoring plain, Optional<Scoring> method, Set<Integer> uncertain) {
    if (!(logitScale > 0) || Double.isInfinite(logitScale)) {
      throw new IllegalArgumentException(
          "logit scale %s, expected a finite number above 0".formatted(logitScale));
    }
    this.logitScale = logitScale;
    this.plain = plain;
    this.method = method;
    this.uncertain = Set.copyOf(uncertain);
  }

  /**
   * Both answers for an item.
   *
   * @param item unit vector [dimension]
   * @throws IllegalArgumentException if the dimension differs
   */
  public FactorAnswer answer(float[] item) {
    double[] raw = Softmax.of(logitScale, plain.scores(item));
    int rawValue = Softmax.largest(raw);
    double[] given =
        method.map(scoring -> Softmax.of(logitScale, scoring.scores(item))).orElse(raw);
    int value = Softmax.largest(given);
    FactorAnswer answer =
        new FactorAnswer(value, given, rawValue, raw[rawValue], method.isPresent(), null);
    return method.isPresent() && uncertain.contains(value)
        ? answer.withheld(Abstention.UNCERTAIN)
        : answer;
  }
}
