package io.idealstream.decision;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Each value holds or fails by itself, against the factor's centre.
 *
 * <pre>
 *   centre = sum_w a_w score_w
 *   p_v    = 1 / (1 + exp(-s (score_v - centre))),     v holds where p_v >= its threshold
 * </pre>
 *
 * <p>The weights a are the space's. Ideal words add up to zero under them: the centre's class
 * vector is u_0, and p_v = 1 / (1 + exp(-s &lt;x, u_v>)).
 */
public final class EachValue implements Rule {

  private final double[] weights;
  private final double[] thresholds;

  /**
   * @param weights of the values, together 1; not copied
   * @param thresholds least probability of each value; not copied
   */
  public EachValue(double[] weights, double[] thresholds) {
    this.weights = weights;
    this.thresholds = thresholds;
  }

  @Override
  public Reply reply(double logitScale, double[] scores) {
    double centre = 0;
    for (int v = 0; v < scores.length; v++) {
      centre += weights[v] * scores[v];
    }
    double[] probabilities = new double[scores.length];
    for (int v = 0; v < scores.length; v++) {
      probabilities[v] = 1 / (1 + Math.exp(-logitScale * (scores[v] - centre)));
    }
    List<Integer> values =
        IntStream.range(0, scores.length)
            .filter(v -> probabilities[v] >= thresholds[v])
            .boxed()
            .toList();
    return new Reply(values, probabilities);
  }

  /** A value whose word is uncertain neither holds nor fails; the others do not hang on it. */
  @Override
  public Verdict judge(Reply reply, Set<Integer> uncertain) {
    if (uncertain.size() == reply.probabilities().length) {
      return new Verdict(Reply.NONE, Abstention.UNCERTAIN);
    }
    double[] probabilities = reply.probabilities().clone();
    uncertain.forEach(v -> probabilities[v] = Double.NaN);
    List<Integer> values = reply.values().stream().filter(v -> !uncertain.contains(v)).toList();
    return new Verdict(new Reply(values, probabilities), null);
  }
}
