package io.idealstream.drift;

import io.idealstream.math.NormalQuantile;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers intervals until they tell what is normal: by the effective number of their items, not by
 * days. Mutable; {@link #freeze} makes what does not change any more.
 */
public final class ReferenceBuilder {

  /**
   * How a reference is taken.
   *
   * @param season what comes round
   * @param items effective number that every standard needs
   * @param block neighbouring intervals of a slot that are one block
   * @param confidence that the margin covers the error of all standards at once, 0 to 1
   * @param leastChanges for each direction, in its own unit
   */
  public record Terms(
      Season season, double items, int block, double confidence, List<Double> leastChanges) {

    /** Copies the list. */
    public Terms {
      leastChanges = List.copyOf(leastChanges);
    }

    /** Defaults for directions: 10,000 items, blocks of ten intervals, 99 % confidence. */
    public static Terms defaults(List<Direction> directions) {
      return new Terms(
          Season.NONE,
          10_000,
          10,
          0.99,
          directions.stream().map(direction -> direction.unit().leastChange()).toList());
    }

    /** The same with another season. */
    public Terms with(Season other) {
      return new Terms(other, items, block, confidence, leastChanges);
    }

    /** The same complete at another number of items. */
    public Terms withItems(double other) {
      return new Terms(season, other, block, confidence, leastChanges);
    }

    /** Widths that a quantiser must not go below: twice the least change is a deviation. */
    public double[] leastWidths() {
      return leastChanges.stream().mapToDouble(least -> 2 * least).toArray();
    }
  }

  private record Interval(int slot, Histograms votes) {}

  private final List<Direction> directions;
  private final Quantiser quantiser;
  private final Terms terms;
  private final List<Interval> intervals = new ArrayList<>();

  /** For directions whose scores a quantiser has made codes of. */
  public ReferenceBuilder(List<Direction> directions, Quantiser quantiser, Terms terms) {
    if (quantiser.directions() != directions.size()
        || terms.leastChanges.size() != directions.size()) {
      throw new IllegalArgumentException(
          "%d directions, %d of the quantiser, %d least changes"
              .formatted(directions.size(), quantiser.directions(), terms.leastChanges.size()));
    }
    this.directions = List.copyOf(directions);
    this.quantiser = quantiser;
    this.terms = terms;
  }

  /**
   * Adds the next interval; an empty one changes nothing.
   *
   * @param slot of the season
   */
  public void add(int slot, Histograms votes) {
    if (!votes.isEmpty()) {
      intervals.add(new Interval(slot, votes));
    }
  }

  /** Intervals with votes so far. */
  public int intervals() {
    return intervals.size();
  }

  /** The votes of an interval. */
  public Histograms interval(int index) {
    return intervals.get(index).votes;
  }

  /** The slot of an interval. */
  public int slot(int index) {
    return intervals.get(index).slot;
  }

  /**
   * The effective number of items of the least known standard; directions that fewer than half of
   * the intervals vote on do not hold the others up.
   */
  public double effectiveItems() {
    Reference now = freeze("", 0);
    double least = Double.POSITIVE_INFINITY;
    for (int d = 0; d < directions.size(); d++) {
      int direction = d;
      long voted = intervals.stream().filter(i -> i.votes.votes(direction) > 0).count();
      for (int slot = 0; slot < terms.season.slots() && 2 * voted >= intervals.size(); slot++) {
        least = Math.min(least, now.standard(slot, d).effective());
      }
    }
    return intervals.isEmpty() ? 0 : least;
  }

  /** Whether every standard has the items it needs. */
  public boolean complete() {
    return effectiveItems() >= terms.items;
  }

  /** What the intervals so far say. */
  public Reference freeze(String name, long version) {
    double z = z();
    List<List<Standard>> standards = new ArrayList<>();
    for (int slot = 0; slot < terms.season.slots(); slot++) {
      List<Interval> of = intervalsOf(slot);
      List<Standard> row = new ArrayList<>();
      for (int d = 0; d < directions.size(); d++) {
        row.add(
            Standard.of(
                blocks(of, d, terms.block),
                2 * terms.leastChanges.get(d) / quantiser.step(d),
                terms.leastChanges.get(d) / quantiser.step(d),
                z));
      }
      standards.add(row);
    }
    return new Reference(name, version, directions, quantiser, terms.season, standards);
  }

  /** Standard errors so that all one-sided standards hold at once with the confidence. */
  private double z() {
    double tests = 2.0 * directions.size() * terms.season.slots();
    return NormalQuantile.of(1 - (1 - terms.confidence) / tests);
  }

  /**
   * How many times the variance of an interval's mean is that of independent items, for each
   * direction; what one bet per interval is scaled by.
   */
  public double[] designEffects() {
    double[] effects = new double[directions.size()];
    for (int d = 0; d < effects.length; d++) {
      for (int slot = 0; slot < terms.season.slots(); slot++) {
        long[][] each = blocks(intervalsOf(slot), d, 1);
        effects[d] = Math.max(effects[d], Standard.designEffect(each));
      }
    }
    return effects;
  }

  private List<Interval> intervalsOf(int slot) {
    return intervals.stream().filter(interval -> interval.slot == slot).toList();
  }

  private static long[][] blocks(List<Interval> of, int direction, int size) {
    long[][] blocks = new long[(of.size() + size - 1) / size][Quantiser.CODES];
    for (int i = 0; i < of.size(); i++) {
      for (int code = 0; code < Quantiser.CODES; code++) {
        blocks[i / size][code] += of.get(i).votes.count(direction, code);
      }
    }
    return blocks;
  }
}
