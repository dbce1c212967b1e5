package io.idealstream.decision;

import java.util.List;
import java.util.Set;

/**
 * Exactly one value holds: the most probable, if it is probable enough.
 *
 * <pre>
 *   p_v = exp(s score_v) / sum_w exp(s score_w)
 * </pre>
 */
public final class BestValue implements Rule {

  private final double[] thresholds;

  /**
   * @param thresholds least probability of each value; not copied
   */
  public BestValue(double[] thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public Reply reply(double logitScale, double[] scores) {
    double[] probabilities = Softmax.of(logitScale, scores);
    return new Reply(List.of(Softmax.largest(probabilities)), probabilities);
  }

  /** Probabilities below a threshold can be trusted, and stay. */
  @Override
  public Verdict judge(Reply reply, Set<Integer> uncertain) {
    int value = reply.values().get(0);
    if (uncertain.contains(value)) {
      return new Verdict(Reply.NONE, Abstention.UNCERTAIN);
    }
    return reply.probabilities()[value] < thresholds[value]
        ? new Verdict(new Reply(List.of(), reply.probabilities()), Abstention.THRESHOLD)
        : new Verdict(reply, null);
  }
}
