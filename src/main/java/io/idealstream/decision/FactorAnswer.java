package io.idealstream.decision;

/**
 * The answer for one factor; values by their index.
 *
 * @param given the answer, as far as it is given
 * @param raw the plain prompts' answer
 * @param debiased whether a {@link Method} stands behind the answer; if not, it is the raw one
 * @param abstained why the answer is withheld; null where it is given
 * @param lead what moved the raw answer; null where nobody asked
 */
public record FactorAnswer(
    Reply given, Reply raw, boolean debiased, Abstention abstained, Lead lead) {

  /** In place of a value's index. */
  public static final int NONE = -1;

  /** The first of the values that hold; {@link #NONE} where the answer names none. */
  public int value() {
    return given.values().isEmpty() ? NONE : given.values().get(0);
  }

  /** One per value; empty where the answer is withheld and they cannot be trusted. */
  public double[] probabilities() {
    return given.probabilities();
  }

  /** The first of the values that hold by the plain prompts; {@link #NONE} for none. */
  public int rawValue() {
    return raw.values().isEmpty() ? NONE : raw.values().get(0);
  }

  /** Probability of {@link #rawValue}. */
  public double rawProbability() {
    return raw.probabilities()[rawValue()];
  }

  /** The same without its answer. */
  FactorAnswer withheld(Abstention reason) {
    return new FactorAnswer(Reply.NONE, raw, debiased, reason, lead);
  }
}
