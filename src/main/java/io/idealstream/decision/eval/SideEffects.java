package io.idealstream.decision.eval;

import io.idealstream.math.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What methods change along factors that they were not asked to clear: bias that leaves one factor
 * may come back along another (Li et al., "A Whac-A-Mole Dilemma", CVPR 2023). Mutable.
 *
 * <pre>
 *   y        the factor that is asked for,  u another one,  v and w their values
 *   A(S)     right in S / answered in S                 m the method,  p the plain prompts
 *   accuracy = min over u, w of  A_m(u = w) - A_p(u = w)
 *   gap      = max over u of     G_m(u) - G_p(u)
 *   G(u)     = A(u known) - min over v, w of A(y = v, u = w)
 * </pre>
 *
 * <p>Items are the same for all methods. Values and groups of less than {@value #LEAST_ITEMS} items
 * are passed over, since the worst of many small ones is so by chance, and so are factors with one
 * value left.
 */
public final class SideEffects {

  /** Fewer items than this are not named worst. */
  public static final int LEAST_ITEMS = 20;

  private final List<String> methods;
  private final int plain;
  private final int truths;
  private final List<Factor> factors;

  /** By factor: patterns of truth, value and the methods' outcomes. */
  private final List<Tally> tallies = new ArrayList<>();

  /** A factor that nobody asked to clear. */
  public record Factor(String name, List<String> values) {}

  /**
   * The worst changes of one method.
   *
   * @param accuracy of the value that loses most
   * @param accuracyOf its factor and the value, joined by a slash
   * @param gap of the factor whose gap grows most
   * @param gapOf that factor
   */
  public record Row(
      String method, Difference accuracy, String accuracyOf, Difference gap, String gapOf) {}

  private record Candidate(String name, Difference change) {}

  /**
   * @param plain name of the method that the others are held against; without it there are no rows
   * @param truths values of the factor that is asked for
   */
  public SideEffects(List<String> methods, String plain, int truths, List<Factor> factors) {
    this.methods = List.copyOf(methods);
    this.plain = methods.indexOf(plain);
    this.truths = truths;
    this.factors = List.copyOf(factors);
    factors.forEach(factor -> tallies.add(new Tally()));
  }

  /**
   * Adds an item.
   *
   * @param truth index of the value of the factor that is asked for
   * @param values one per factor: index of its value, negative where it is not known
   * @param outcomes one per method
   */
  public void add(int truth, int[] values, Outcome... outcomes) {
    for (int u = 0; u < values.length; u++) {
      if (values[u] >= 0) {
        int[] pattern = new int[2 + outcomes.length];
        pattern[0] = truth;
        pattern[1] = values[u];
        for (int m = 0; m < outcomes.length; m++) {
          pattern[2 + m] = outcomes[m].ordinal();
        }
        tallies.get(u).add(pattern);
      }
    }
  }

  /**
   * One row per method but the plain one; none where no other factor has two values with enough
   * items. All changes that the worst was chosen among lie in their intervals together with 95 %
   * confidence (Bonferroni), and so does the worst between the least lower and the least upper
   * bound.
   */
  public List<Row> rows(Bootstrap bootstrap) {
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < methods.size() && plain >= 0; m++) {
      if (m != plain) {
        row(m, bootstrap).ifPresent(rows::add);
      }
    }
    return rows;
  }

  private Optional<Row> row(int method, Bootstrap bootstrap) {
    List<Integer> varied = new ArrayList<>();
    int values = 0;
    for (int u = 0; u < factors.size(); u++) {
      int enough = enough(u).size();
      if (enough > 1 && hasLargeGroup(u)) {
        varied.add(u);
        values += enough;
      }
    }
    if (varied.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate> accuracies = new ArrayList<>();
    List<Candidate> gaps = new ArrayList<>();
    for (int u : varied) {
      Factor factor = factors.get(u);
      for (int w : enough(u)) {
        PairedGroups.Differences of =
            paired(u, w, method).differences(confidence(values), bootstrap.seed());
        accuracies.add(new Candidate(factor.name + "/" + factor.values.get(w), of.average()));
      }
      PairedGroups.Differences of =
          paired(u, method).differences(confidence(varied.size()), bootstrap.seed());
      gaps.add(new Candidate(factor.name, of.gap()));
    }
    Candidate least = worst(accuracies, 1);
    Candidate most = worst(gaps, -1);
    return Optional.of(
        new Row(methods.get(method), least.change, least.name, most.change, most.name));
  }

  private static double confidence(int candidates) {
    return 1 - (1 - Estimate.CONFIDENCE) / candidates;
  }

  /**
   * The first of the least changes, or with sign -1 of the largest ones, in the interval of what is
   * least.
   */
  private static Candidate worst(List<Candidate> candidates, int sign) {
    Candidate worst = candidates.get(0);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (Candidate one : candidates) {
      worst = sign * one.change.value() < sign * worst.change.value() ? one : worst;
      Interval of = one.change.interval();
      low = Math.min(low, sign > 0 ? of.low() : -of.high());
      high = Math.min(high, sign > 0 ? of.high() : -of.low());
    }
    Interval interval = sign > 0 ? new Interval(low, high) : new Interval(-high, -low);
    return new Candidate(worst.name, new Difference(worst.change.value(), interval));
  }

  /** Values of a factor with enough items. */
  private List<Integer> enough(int factor) {
    int[] items = new int[factors.get(factor).values.size()];
    for (int[] group : groups(factor)) {
      for (int w = 0; w < items.length; w++) {
        items[w] += group[w];
      }
    }
    List<Integer> enough = new ArrayList<>();
    for (int w = 0; w < items.length; w++) {
      if (items[w] >= LEAST_ITEMS) {
        enough.add(w);
      }
    }
    return enough;
  }

  private boolean hasLargeGroup(int factor) {
    for (int[] group : groups(factor)) {
      for (int items : group) {
        if (items >= LEAST_ITEMS) {
          return true;
        }
      }
    }
    return false;
  }

  /** Items, [truths x values]. */
  private int[][] groups(int factor) {
    int[][] items = new int[truths][factors.get(factor).values.size()];
    List<int[]> patterns = tallies.get(factor).patterns();
    int[] counts = tallies.get(factor).counts();
    for (int p = 0; p < counts.length; p++) {
      items[patterns.get(p)[0]][patterns.get(p)[1]] += counts[p];
    }
    return items;
  }

  /** A method and the plain one on the items of one value, by their truths. */
  private PairedGroups paired(int factor, int value, int method) {
    PairedGroups paired = new PairedGroups(truths);
    List<int[]> patterns = tallies.get(factor).patterns();
    int[] counts = tallies.get(factor).counts();
    for (int p = 0; p < counts.length; p++) {
      int[] pattern = patterns.get(p);
      if (pattern[1] == value) {
        add(paired, pattern[0], pattern, method, counts[p]);
      }
    }
    return paired;
  }

  /** A method and the plain one by truth and value; small groups count for the average alone. */
  private PairedGroups paired(int factor, int method) {
    int[][] items = groups(factor);
    int values = factors.get(factor).values.size();
    PairedGroups paired = new PairedGroups(truths * values);
    List<int[]> patterns = tallies.get(factor).patterns();
    int[] counts = tallies.get(factor).counts();
    for (int p = 0; p < counts.length; p++) {
      int[] pattern = patterns.get(p);
      boolean large = items[pattern[0]][pattern[1]] >= LEAST_ITEMS;
      int group = large ? pattern[0] * values + pattern[1] : truths * values;
      add(paired, group, pattern, method, counts[p]);
    }
    return paired;
  }

  private void add(PairedGroups paired, int group, int[] pattern, int method, int items) {
    paired.add(
        group,
        pattern[2 + method] == Outcome.RIGHT.ordinal(),
        pattern[2 + plain] == Outcome.RIGHT.ordinal(),
        items);
  }
}
