package io.idealstream.decision.eval;

import io.idealstream.math.WilsonInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often methods name a whole combination of values (Trager et al. 2023, table 1): every factor
 * by itself, and all of one item together. Nothing is known beforehand of which combinations there
 * are ("open world"). Mutable.
 */
public final class CompositionTable {

  private final List<String> methods;
  private final List<String> factors;

  /** Patterns of one number per method: bit f says whether factor f was right. */
  private final Tally tally = new Tally();

  /**
   * @param factors at most 31
   */
  public CompositionTable(List<String> methods, List<String> factors) {
    if (factors.isEmpty() || factors.size() >= Integer.SIZE) {
      throw new IllegalArgumentException(
          "%d factors, expected 1 to %d".formatted(factors.size(), Integer.SIZE - 1));
    }
    this.methods = List.copyOf(methods);
    this.factors = List.copyOf(factors);
  }

  /**
   * Answers of one method.
   *
   * @param all share of items with every factor right
   * @param factors share of items with the factor right, in the table's order
   */
  public record Row(String method, Estimate all, List<Estimate> factors) {}

  /**
   * Adds an item.
   *
   * @param right [method][factor]
   * @throws IllegalArgumentException if their number is not the table's
   */
  public void add(boolean[][] right) {
    if (right.length != methods.size()) {
      throw new IllegalArgumentException(
          "answers of %d methods, expected %d".formatted(right.length, methods.size()));
    }
    int[] pattern = new int[right.length];
    for (int m = 0; m < right.length; m++) {
      if (right[m].length != factors.size()) {
        throw new IllegalArgumentException(
            "factors that are answered: %d, expected %d"
                .formatted(right[m].length, factors.size()));
      }
      for (int f = 0; f < right[m].length; f++) {
        pattern[m] |= right[m][f] ? 1 << f : 0;
      }
    }
    tally.add(pattern);
  }

  public List<String> factors() {
    return factors;
  }

  public int items() {
    return tally.items();
  }

  /** One row per method, in their order; all from the same draws. */
  public List<Row> rows(Bootstrap bootstrap) {
    List<int[]> patterns = tally.patterns();
    int width = 1 + factors.size();
    List<Estimate> estimates =
        bootstrap.of(
            tally.counts(),
            counts ->
                IntStream.range(0, methods.size())
                    .mapToObj(method -> shares(patterns, counts, method))
                    .flatMapToDouble(Arrays::stream)
                    .toArray());
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < methods.size(); m++) {
      List<Estimate> of =
          estimates.subList(m * width, (m + 1) * width).stream().map(this::bounded).toList();
      rows.add(new Row(methods.get(m), of.get(0), List.copyOf(of.subList(1, width))));
    }
    return rows;
  }

  private Estimate bounded(Estimate share) {
    double right = share.value() * items();
    return share.within(WilsonInterval.of(right, items(), Estimate.CONFIDENCE));
  }

  /**
   * By how much more often one method has all factors right than each of the others, on the same
   * items; all differences lie in their intervals together with 95 % confidence (Bonferroni).
   */
  public List<Difference> leads(String method, Bootstrap bootstrap) {
    int one = methods.indexOf(method);
    double confidence = 1 - (1 - Estimate.CONFIDENCE) / Math.max(1, methods.size() - 1);
    int complete = (int) ((1L << factors.size()) - 1);
    List<int[]> patterns = tally.patterns();
    int[] counts = tally.counts();
    List<Difference> leads = new ArrayList<>();
    for (int other = 0; other < methods.size(); other++) {
      if (other != one) {
        PairedGroups paired = new PairedGroups(0);
        for (int p = 0; p < counts.length; p++) {
          int[] of = patterns.get(p);
          paired.add(0, of[one] == complete, of[other] == complete, counts[p]);
        }
        leads.add(paired.differences(confidence, bootstrap.seed()).average());
      }
    }
    return leads;
  }

  /** Share of all factors right, then of each. */
  private double[] shares(List<int[]> patterns, int[] counts, int method) {
    int complete = (int) ((1L << factors.size()) - 1);
    double[] shares = new double[1 + factors.size()];
    double items = 0;
    for (int p = 0; p < counts.length; p++) {
      int right = patterns.get(p)[method];
      items += counts[p];
      shares[0] += right == complete ? counts[p] : 0;
      for (int f = 0; f < factors.size(); f++) {
        shares[1 + f] += (right >> f & 1) * counts[p];
      }
    }
    for (int s = 0; s < shares.length; s++) {
      shares[s] /= items;
    }
    return shares;
  }
}
