package io.idealstream.decision;

import java.util.Optional;
import java.util.Set;

/** Labels one factor: by the plain prompts, by a method where there is one, and says why. */
public final class FactorLabeller {

  private final double logitScale;
  private final Rule rule;
  private final Scoring plain;
  private final Optional<Scoring> method;
  private final double temperature;
  private final Set<Integer> uncertain;
  private final Optional<Explainer> explainer;

  private FactorLabeller(
      double logitScale,
      Rule rule,
      Scoring plain,
      Optional<Scoring> method,
      double temperature,
      Set<Integer> uncertain,
      Optional<Explainer> explainer) {
    requirePositive("logit scale", logitScale);
    requirePositive("temperature", temperature);
    this.logitScale = logitScale;
    this.rule = rule;
    this.plain = plain;
    this.method = method;
    this.temperature = temperature;
    this.uncertain = uncertain;
    this.explainer = explainer;
  }

  private static void requirePositive(String what, double number) {
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new IllegalArgumentException(
          "%s %s, expected a finite number above 0".formatted(what, number));
    }
  }

  /**
   * A labeller of temperature 1 that takes every word for certain and explains nothing.
   *
   * @param logitScale the model's factor between a cosine and a logit, above zero
   * @param rule how scores become an answer
   * @param plain scoring of the raw answer
   * @param method scoring of the debiased answer; empty where there is none yet
   */
  public FactorLabeller(double logitScale, Rule rule, Scoring plain, Optional<Scoring> method) {
    this(logitScale, rule, plain, method, 1, Set.of(), Optional.empty());
  }

  /**
   * The same, but the method's answer does not name these values, whose words are little more than
   * noise.
   */
  public FactorLabeller doubting(Set<Integer> values) {
    return new FactorLabeller(
        logitScale, rule, plain, method, temperature, Set.copyOf(values), explainer);
  }

  /**
   * The same, but with the method's logits divided by a temperature: above 1 its answers are less
   * sure, and name the same values.
   *
   * @throws IllegalArgumentException unless it is above 0
   */
  public FactorLabeller at(double otherTemperature) {
    return new FactorLabeller(
        logitScale, rule, plain, method, otherTemperature, uncertain, explainer);
  }

  /** The same, but saying what moved the raw answer; for rules under which one value holds. */
  public FactorLabeller explaining(Optional<Explainer> by) {
    return new FactorLabeller(logitScale, rule, plain, method, temperature, uncertain, by);
  }

  /**
   * Both answers for an item.
   *
   * @param item unit vector [dimension]
   * @throws IllegalArgumentException if the dimension differs
   */
  public FactorAnswer answer(float[] item) {
    Reply raw = rule.reply(logitScale, plain.scores(item));
    Reply given =
        method
            .map(scoring -> rule.reply(logitScale / temperature, scoring.scores(item)))
            .orElse(raw);
    Rule.Verdict verdict = rule.judge(given, method.isPresent() ? uncertain : Set.of());
    Lead lead = explainer.map(by -> lead(by, item, raw, given)).orElse(null);
    return new FactorAnswer(verdict.reply(), raw, method.isPresent(), verdict.abstained(), lead);
  }

  private Lead lead(Explainer by, float[] item, Reply raw, Reply given) {
    int value = raw.values().get(0);
    int label = given.values().get(0);
    return by.lead(
        item, logitScale, value, label == value ? second(raw.probabilities(), value) : label);
  }

  private static int second(double[] probabilities, int best) {
    double[] others = probabilities.clone();
    others[best] = Double.NEGATIVE_INFINITY;
    return Softmax.largest(others);
  }
}
