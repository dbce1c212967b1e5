package io.idealstream.decision;

/**
 * The answer for one factor; values by their index.
 *
 * @param value the most probable value; {@link #NONE} where the answer is withheld
 * @param probabilities one per value; empty where the answer is withheld
 * @param rawValue the plain prompts' answer
 * @param debiased whether a {@link Method} stands behind the answer; if not, it is the raw one
 * @param abstained why the answer is withheld; null where it is given
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record FactorAnswer(
    int value,
    double[] probabilities,
    int rawValue,
    double rawProbability,
    boolean debiased,
    Abstention abstained) {

  /** In place of a value's index. */
  public static final int NONE = -1;

  /** The same without its answer. */
  FactorAnswer withheld(Abstention reason) {
    return new FactorAnswer(NONE, new double[0], rawValue, rawProbability, debiased, reason);
  }
}
