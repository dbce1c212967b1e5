package io.idealstream.decision.eval;

import io.idealstream.math.Interval;
import io.idealstream.math.WilsonInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How right methods are in the worst group (Trager et al. 2023, table 2). Every item is answered by
 * all methods, so that their differences are not differences of items. Mutable.
 *
 * <pre>
 *   accuracy_g = right in g / answered in g
 *   worst      = min_g accuracy_g
 *   average    = right / answered, over all items
 *   gap        = average - worst
 * </pre>
 */
public final class GroupTable {

  /** In place of a group's index. */
  public static final int UNKNOWN = -1;

  private static final double CONFIDENCE = Estimate.CONFIDENCE;

  /** Worst group and average. */
  private static final int MEASURES = 2;

  private static final int WORST = 0;
  private static final int AVERAGE = 1;
  private static final int GAP = 2;
  private static final int WITHHELD = 3;
  private static final int FIRST_GROUP = 4;

  private final List<String> methods;
  private final List<String> groups;

  /** Patterns of group and the methods' outcomes. */
  private final Tally tally = new Tally();

  public GroupTable(List<String> methods, List<String> groups) {
    this.methods = List.copyOf(methods);
    this.groups = List.copyOf(groups);
  }

  /**
   * Answers of one method.
   *
   * @param groups in the table's order; accuracy NaN where nothing was answered
   * @param worstGroup null where nothing was answered in any group
   * @param withheld share of the answers that were not given
   */
  public record Row(
      String method,
      List<Group> groups,
      String worstGroup,
      Estimate worst,
      Estimate average,
      Estimate gap,
      Estimate withheld) {}

  /**
   * Answers of one method in one group.
   *
   * @param items answered
   */
  public record Group(String name, int items, Estimate accuracy) {}

  /**
   * Adds an item.
   *
   * @param group its index; {@link #UNKNOWN} counts for the average alone
   * @param outcomes one per method
   * @throws IllegalArgumentException if the group or the number of outcomes is not the table's
   */
  public void add(int group, Outcome... outcomes) {
    if (outcomes.length != methods.size() || group < UNKNOWN || group >= groups.size()) {
      throw new IllegalArgumentException(
          "outcomes: %d, in group %d, expected %d, groups: %d"
              .formatted(outcomes.length, group, methods.size(), groups.size()));
    }
    int[] pattern = new int[1 + outcomes.length];
    pattern[0] = group;
    for (int m = 0; m < outcomes.length; m++) {
      pattern[1 + m] = outcomes[m].ordinal();
    }
    tally.add(pattern);
  }

  public int items() {
    return tally.items();
  }

  /** One row per method, in their order; all from the same draws. */
  public List<Row> rows(Bootstrap bootstrap) {
    List<int[]> patterns = tally.patterns();
    int[] counts = tally.counts();
    List<Estimate> estimates = bootstrap.of(counts, drawn -> statistics(patterns, drawn));
    int width = FIRST_GROUP + groups.size();
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < methods.size(); m++) {
      rows.add(
          row(
              m,
              Counts.of(patterns, counts, m, groups.size()),
              estimates.subList(m * width, (m + 1) * width)));
    }
    return rows;
  }

  /**
   * Which method to take; empty where no debiasing method answered in known groups.
   *
   * @param rows those of {@link #rows}
   * @param againstPlain the other methods held against the plain prompts; empty where these did not
   *     answer
   */
  public Optional<Advice> advice(
      List<Row> rows, List<Comparison> againstPlain, Chance chance, Bootstrap bootstrap) {
    List<Row> known = rows.stream().filter(row -> row.worstGroup() != null).toList();
    return Advice.of(known, againstPlain, chance, method -> against(method, bootstrap));
  }

  /**
   * Every other method held against one, on the same items. All differences lie in their intervals
   * together with 95 % confidence (Bonferroni), so that the best one may be picked out.
   */
  public List<Comparison> against(String method, Bootstrap bootstrap) {
    int other = methods.indexOf(method);
    double confidence =
        1 - (1 - Estimate.CONFIDENCE) / (MEASURES * Math.max(1, methods.size() - 1));
    List<Comparison> comparisons = new ArrayList<>();
    for (int one = 0; one < methods.size(); one++) {
      if (one != other) {
        PairedGroups.Differences of = paired(one, other).differences(confidence, bootstrap.seed());
        comparisons.add(new Comparison(methods.get(one), method, of.worst(), of.average()));
      }
    }
    return comparisons;
  }

  private PairedGroups paired(int one, int other) {
    PairedGroups paired = new PairedGroups(groups.size());
    List<int[]> patterns = tally.patterns();
    int[] counts = tally.counts();
    for (int p = 0; p < counts.length; p++) {
      int[] pattern = patterns.get(p);
      paired.add(
          pattern[0] == UNKNOWN ? groups.size() : pattern[0],
          pattern[1 + one] == Outcome.RIGHT.ordinal(),
          pattern[1 + other] == Outcome.RIGHT.ordinal(),
          counts[p]);
    }
    return paired;
  }

  /** Those of every method, one after the other. */
  private double[] statistics(List<int[]> patterns, int[] counts) {
    int width = FIRST_GROUP + groups.size();
    double[] statistics = new double[methods.size() * width];
    for (int m = 0; m < methods.size(); m++) {
      double[] of = Counts.of(patterns, counts, m, groups.size()).all();
      System.arraycopy(of, 0, statistics, m * width, width);
    }
    return statistics;
  }

  private Row row(int method, Counts counts, List<Estimate> estimates) {
    List<Group> of = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      Interval interval = WilsonInterval.of(counts.right[g], counts.answered[g], CONFIDENCE);
      of.add(
          new Group(
              groups.get(g), counts.answered[g], estimates.get(FIRST_GROUP + g).within(interval)));
    }
    int worst = counts.worst();
    Estimate least = estimates.get(WORST).within(counts.worstInterval());
    Estimate average =
        estimates
            .get(AVERAGE)
            .within(WilsonInterval.of(counts.allRight, counts.allAnswered, CONFIDENCE));
    return new Row(
        methods.get(method),
        of,
        worst == UNKNOWN ? null : groups.get(worst),
        least,
        average,
        estimates.get(GAP).within(gap(average, least)),
        estimates
            .get(WITHHELD)
            .within(
                WilsonInterval.of(
                    counts.withheld, (double) counts.withheld + counts.allAnswered, CONFIDENCE)));
  }

  /**
   * Of a difference from the intervals of both (Zou and Donner 2008), as if they were independent:
   * the average and its worst group rise and fall together, so that it is wide enough.
   *
   * <pre>
   *   low  = d - sqrt((a - a_low)^2 + (w_high - w)^2)      d = a - w, at least 0
   *   high = d + sqrt((a_high - a)^2 + (w - w_low)^2)
   * </pre>
   */
  private static Interval gap(Estimate average, Estimate worst) {
    double gap = average.value() - worst.value();
    double down =
        Math.hypot(
            average.value() - average.interval().low(), worst.interval().high() - worst.value());
    double up =
        Math.hypot(
            average.interval().high() - average.value(), worst.value() - worst.interval().low());
    return new Interval(Math.max(0, gap - down), Math.min(1, gap + up));
  }

  /** Answers of one method over some items. */
  private static final class Counts {

    /** Per group; the last entry is for items of no known group. */
    private final int[] right;

    private final int[] answered;
    private int allRight;
    private int allAnswered;
    private int withheld;

    private Counts(int groups) {
      right = new int[groups + 1];
      answered = new int[groups + 1];
    }

    static Counts of(List<int[]> patterns, int[] counts, int method, int groups) {
      Counts sums = new Counts(groups);
      for (int p = 0; p < counts.length; p++) {
        int[] pattern = patterns.get(p);
        int group = pattern[0] == UNKNOWN ? groups : pattern[0];
        sums.add(group, Outcome.values()[pattern[1 + method]], counts[p]);
      }
      return sums;
    }

    private void add(int group, Outcome outcome, int items) {
      if (outcome == Outcome.WITHHELD) {
        withheld += items;
        return;
      }
      answered[group] += items;
      allAnswered += items;
      if (outcome == Outcome.RIGHT) {
        right[group] += items;
        allRight += items;
      }
    }

    private double accuracy(int group) {
      return (double) right[group] / answered[group];
    }

    /** The first of the worst groups; {@link #UNKNOWN} where nothing was answered in any. */
    int worst() {
      int worst = UNKNOWN;
      for (int g = 0; g < answered.length - 1; g++) {
        if (answered[g] > 0 && (worst == UNKNOWN || accuracy(g) < accuracy(worst))) {
          worst = g;
        }
      }
      return worst;
    }

    /**
     * The groups' intervals all hold together with the confidence, and so the worst share lies
     * between the least lower and the least upper bound, whichever group it is of.
     */
    Interval worstInterval() {
      int seen = (int) IntStream.range(0, answered.length - 1).filter(g -> answered[g] > 0).count();
      double low = Double.POSITIVE_INFINITY;
      double high = Double.POSITIVE_INFINITY;
      for (int g = 0; g < answered.length - 1; g++) {
        if (answered[g] > 0) {
          Interval of =
              WilsonInterval.of(right[g], answered[g], WilsonInterval.each(CONFIDENCE, seen));
          low = Math.min(low, of.low());
          high = Math.min(high, of.high());
        }
      }
      return seen == 0 ? Interval.UNKNOWN : new Interval(low, high);
    }

    double[] all() {
      int groups = answered.length - 1;
      double[] all = new double[FIRST_GROUP + groups];
      int worst = worst();
      all[WORST] = worst == UNKNOWN ? Double.NaN : accuracy(worst);
      all[AVERAGE] = (double) allRight / allAnswered;
      all[GAP] = all[AVERAGE] - all[WORST];
      all[WITHHELD] = (double) withheld / (withheld + allAnswered);
      for (int g = 0; g < groups; g++) {
        all[FIRST_GROUP + g] = accuracy(g);
      }
      return all;
    }
  }
}
