package io.idealstream.decision.trial;

import io.idealstream.decision.eval.Outcome;
import io.idealstream.math.Interval;
import io.idealstream.math.McNemar;
import io.idealstream.math.WilsonInterval;

/**
 * Which answers are right, of items that both definitions have labelled and whose truth is known.
 * Mutable.
 *
 * <pre>
 *   accuracy = right / given                as topic quality has it
 *   p        = McNemar's test, of the items for which both give an answer
 * </pre>
 */
public final class PairedOutcomes {

  /** One of the two definitions. */
  public enum Side {
    LIVE,
    TRIAL
  }

  /** [live][trial] */
  private final long[][] counts = new long[Outcome.values().length][Outcome.values().length];

  public void add(Outcome live, Outcome trial) {
    counts[live.ordinal()][trial.ordinal()]++;
  }

  public long items() {
    return of(Side.LIVE, Outcome.RIGHT)
        + of(Side.LIVE, Outcome.WRONG)
        + of(Side.LIVE, Outcome.WITHHELD);
  }

  /** Items of which the answer of a side has an outcome. */
  public long of(Side side, Outcome outcome) {
    long sum = 0;
    for (Outcome other : Outcome.values()) {
      sum += side == Side.LIVE ? count(outcome, other) : count(other, outcome);
    }
    return sum;
  }

  private long count(Outcome live, Outcome trial) {
    return counts[live.ordinal()][trial.ordinal()];
  }

  /** Items for which a side gives an answer. */
  public long given(Side side) {
    return of(side, Outcome.RIGHT) + of(side, Outcome.WRONG);
  }

  /** Share of the answers that a side gives that are right; NaN without any. */
  public double accuracy(Side side) {
    return (double) of(side, Outcome.RIGHT) / given(side);
  }

  public Interval interval(Side side) {
    return WilsonInterval.of(of(side, Outcome.RIGHT), given(side), AnswerChanges.CONFIDENCE);
  }

  public long wrongToRight() {
    return count(Outcome.WRONG, Outcome.RIGHT);
  }

  public long rightToWrong() {
    return count(Outcome.RIGHT, Outcome.WRONG);
  }

  /** How likely so uneven a change would be if it were as often for the better as for the worse. */
  public double p() {
    return McNemar.exact(wrongToRight(), rightToWrong());
  }
}
