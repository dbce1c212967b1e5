package io.idealstream.decision.quality;

/**
 * An answer about one factor, held against the truth.
 *
 * @param rawRight whether the answer of the plain prompts is right
 * @param verdict on the debiased answer
 * @param confidence probability of the value that was answered, 0 to 1; of a {@link Verdict#RIGHT}
 *     or {@link Verdict#WRONG} answer only
 * @param probabilities of the values
 * @param truth index of the true value among them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record JudgedAnswer(
    boolean rawRight, Verdict verdict, double confidence, double[] probabilities, int truth) {

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
