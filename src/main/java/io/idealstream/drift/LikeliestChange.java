package io.idealstream.drift;

import io.idealstream.math.FactorSpace;
import io.idealstream.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one change of a share, or of how two values go together, that explains most of what has
 * changed.
 *
 * <pre>
 *   d = E[a(x) T],  a = p(v | x) / p_v - 1             more of a value, less of all others alike
 *                   a = (p(v | x) - p_v)(p(w | x) - p_w)   two values more often together
 *   evidence = n (d' W g)^2 / d' W d                   g change of the means of T = (h, f)
 * </pre>
 *
 * <p>Evidence is what a chi square of one degree of freedom makes of noise.
 */
final class LikeliestChange {

  /** Shares of which a reference has less are not told apart from none. */
  private static final double LEAST_SHARE = 1e-6;

  /** Of as much evidence, up to rounding, what rises is told. */
  private static final double SAME = 1e-6;

  /**
   * A change.
   *
   * @param side 1 if it rose, -1 if it fell
   */
  record Change(Direction direction, int side, double evidence) {}

  private record Candidate(Direction direction, double[] towards) {}

  private final LabelShift shift;

  LikeliestChange(LabelShift shift) {
    this.shift = shift;
  }

  /**
   * The change with most evidence; null if nothing was ever seen.
   *
   * @param recent mean of {@link ItemMoments#of} since the change
   * @param items of it
   */
  Change of(double[] recent, long items) {
    double n = shift.effective(items);
    double[] change = shift.change(recent);
    Change best = null;
    for (Candidate candidate : candidates()) {
      double[] white = shift.of().scatter().times(candidate.towards);
      double length = Vectors.dot(white, 0, candidate.towards, 0, white.length);
      double along = Vectors.dot(white, 0, change, 0, white.length);
      double evidence = length > 0 ? n * along * along / length : 0;
      int side = along < 0 ? -1 : 1;
      if (best == null
          || evidence > best.evidence * (1 + SAME)
          || side > best.side && evidence > best.evidence * (1 - SAME)) {
        best = new Change(candidate.direction, side, evidence);
      }
    }
    return best;
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    FactorSpace space = shift.of().space();
    double[] means = shift.means();
    double[][][] weights = new double[space.factors()][][];
    double[][] shares = new double[space.factors()][];
    for (int i = 0; i < space.factors(); i++) {
      weights[i] = new double[space.values(i)][];
      shares[i] = new double[space.values(i)];
      for (int v = 0; v < space.values(i); v++) {
        weights[i][v] = weights(new ItemMoments.Value(i, v));
        shares[i][v] = Vectors.dot(weights[i][v], 0, means, 0, weights[i][v].length);
        if (shares[i][v] > LEAST_SHARE) {
          candidates.add(new Candidate(share(space, i, v), more(weights[i][v], shares[i][v])));
        }
      }
    }
    for (int m = 0; m < shift.of().shown().size(); m++) {
      List<ItemMoments.Value> values = shift.of().shown().get(m).values();
      if (values.size() == 2) {
        ItemMoments.Value one = values.get(0);
        ItemMoments.Value other = values.get(1);
        double first = shares[one.factor()][one.value()];
        double second = shares[other.factor()][other.value()];
        double[] together = new double[shift.of().shown().size()];
        together[m] = 1;
        for (int j = 0; j < together.length; j++) {
          together[j] -= first * weights[other.factor()][other.value()][j];
          together[j] -= second * weights[one.factor()][one.value()][j];
        }
        double[] towards = Arrays.copyOf(shift.products(together), means.length);
        for (int j = 0; j < towards.length; j++) {
          towards[j] += first * second * means[j];
        }
        candidates.add(new Candidate(pair(space, one, other), towards));
      }
    }
    return candidates;
  }

  /** p(v | x) as a sum of h: of the pairs of one other factor, where there are pairs. */
  private double[] weights(ItemMoments.Value value) {
    List<ItemMoments.Shown> shown = shift.of().shown();
    double[] weights = new double[shown.size()];
    int partner = -1;
    for (int m = 0; m < weights.length; m++) {
      List<ItemMoments.Value> values = shown.get(m).values();
      if (values.contains(value)) {
        int other = 0;
        for (ItemMoments.Value of : values) {
          other += of.equals(value) ? 0 : of.factor() + 1;
        }
        partner = partner < 0 ? other : partner;
        weights[m] = other == partner ? 1 : 0;
      }
    }
    return weights;
  }

  private double[] more(double[] weights, double share) {
    double[] means = shift.means();
    double[] towards = Arrays.copyOf(shift.products(weights), means.length);
    for (int j = 0; j < towards.length; j++) {
      towards[j] = towards[j] / share - means[j];
    }
    return towards;
  }

  private static Direction share(FactorSpace space, int factor, int value) {
    return new Direction(
        "share", space.factor(factor).name(), space.factor(factor).values().get(value), Unit.SHARE);
  }

  private static Direction pair(FactorSpace space, ItemMoments.Value one, ItemMoments.Value other) {
    return new Direction(
        "association",
        space.factor(one.factor()).name() + "*" + space.factor(other.factor()).name(),
        space.factor(one.factor()).values().get(one.value())
            + "*"
            + space.factor(other.factor()).values().get(other.value()),
        Unit.COVARIANCE);
  }
}
