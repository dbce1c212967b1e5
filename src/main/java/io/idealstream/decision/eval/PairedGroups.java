package io.idealstream.decision.eval;

import io.idealstream.math.DirichletSampler;
import io.idealstream.math.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much better one method is than another, from the same items, group by group.
 *
 * <pre>
 *   p_g     shares of group g of: both right, one alone, the other alone, none
 *   A_g     accuracy in g of the one:  p_g,both + p_g,one         (B_g of the other alike)
 *   worst   = min_g A_g - min_g B_g
 *   average = sum_g n_g (A_g - B_g) / sum_g n_g
 *   gap     = average - worst
 * </pre>
 *
 * <p>Intervals come of draws within groups, see {@link DirichletSampler}: the numbers of items of
 * the groups were chosen, and are not drawn again. Each draw has its own worst group, so the
 * interval knows that the worst was chosen among several. Mutable.
 */
final class PairedGroups {

  private static final int KINDS = 4;
  private static final int NONE_RIGHT = 3;
  private static final int MOST_DRAWS = 4_000;
  private static final int LEAST_DRAWS = 500;
  private static final int GROUPS_TIMES_DRAWS = 400_000;

  /** [groups][kinds]; the last group is of items of no known group. */
  private final int[][] counts;

  /**
   * @param groups known ones
   */
  PairedGroups(int groups) {
    counts = new int[groups + 1][KINDS];
  }

  /**
   * @param group its index; the number of groups for an item of no known one
   */
  void add(int group, boolean one, boolean other, int items) {
    counts[group][(one ? 0 : 2) + (other ? 0 : 1)] += items;
  }

  /** Differences of two methods. */
  record Differences(Difference worst, Difference average, Difference gap) {}

  Differences differences(double confidence, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] seen = IntStream.range(0, counts.length).filter(g -> items(g) > 0).toArray();
    DirichletSampler[] samplers =
        IntStream.of(seen)
            .mapToObj(g -> DirichletSampler.of(counts[g], random))
            .toArray(DirichletSampler[]::new);
    int draws =
        Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, GROUPS_TIMES_DRAWS / Math.max(1, seen.length)));
    double[] worst = new double[draws];
    double[] average = new double[draws];
    double[] gap = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      Sums sums = new Sums();
      for (int g = 0; g < seen.length; g++) {
        sums.add(seen[g] < counts.length - 1, items(seen[g]), samplers[g].next());
      }
      worst[draw] = sums.worst();
      average[draw] = sums.average();
      gap[draw] = sums.average() - sums.worst();
    }
    Sums measured = new Sums();
    for (int g : seen) {
      double items = items(g);
      measured.add(
          g < counts.length - 1,
          items,
          IntStream.of(counts[g]).mapToDouble(count -> count / items).toArray());
    }
    return new Differences(
        difference(measured.worst(), worst, confidence),
        difference(measured.average(), average, confidence),
        difference(measured.average() - measured.worst(), gap, confidence));
  }

  private static Difference difference(double measured, double[] draws, double confidence) {
    return new Difference(
        measured,
        Double.isNaN(measured)
            ? Interval.UNKNOWN
            : Interval.ofDraws(draws, confidence).including(measured));
  }

  private int items(int group) {
    return Arrays.stream(counts[group]).sum();
  }

  /** What shares of the groups say. */
  private static final class Sums {
    private double leastOne = Double.POSITIVE_INFINITY;
    private double leastOther = Double.POSITIVE_INFINITY;
    private double gained;
    private double items;

    void add(boolean known, double number, double[] shares) {
      double one = shares[0] + shares[1];
      double other = 1 - shares[1] - shares[NONE_RIGHT];
      gained += number * (shares[1] - shares[2]);
      items += number;
      if (known) {
        leastOne = Math.min(leastOne, one);
        leastOther = Math.min(leastOther, other);
      }
    }

    double worst() {
      return Double.isInfinite(leastOne) ? Double.NaN : leastOne - leastOther;
    }

    double average() {
      return gained / items;
    }
  }
}
