package io.idealstream.decision.quality;

import java.util.List;

/**
 * An answer about one factor, held against the truth.
 *
 * @param rawRight whether the answer of the plain prompts is right
 * @param verdict on the debiased answer
 * @param label index of the value that was answered; {@link #NONE} where none was given
 * @param probabilities of the values; empty where there are none to trust
 * @param truth index of the true value
 * @param set indices of the values that the answer left possible; null where it bears no set
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record JudgedAnswer(
    boolean rawRight,
    Verdict verdict,
    int label,
    double[] probabilities,
    int truth,
    List<Integer> set) {

  public static final int NONE = -1;

  /** An answer that bears no set. */
  public JudgedAnswer(
      boolean rawRight, Verdict verdict, int label, double[] probabilities, int truth) {
    this(rawRight, verdict, label, probabilities, truth, null);
  }

  /** Whether the answer is one of those that sets are made of: debiased, with probabilities. */
  public boolean isProbable() {
    return verdict != Verdict.NONE && probabilities.length > 0;
  }

  /** What became of the debiased answer. */
  public enum Verdict {
    RIGHT,
    WRONG,
    /** There was one, and it said that it should not be used. */
    WITHHELD,
    /** There were no words yet. */
    NONE;

    boolean given() {
      return this == RIGHT || this == WRONG;
    }
  }
}
