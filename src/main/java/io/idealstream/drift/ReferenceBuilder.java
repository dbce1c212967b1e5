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
   * @param leastDeviations alike; at least twice the least change
   */
  public record Terms(
      Season season,
      double items,
      int block,
      double confidence,
      List<Double> leastChanges,
      List<Double> leastDeviations) {

    /** Copies the lists. */
    public Terms {
      leastChanges = List.copyOf(leastChanges);
      leastDeviations = List.copyOf(leastDeviations);
    }

    /** Defaults for directions: 10,000 items, blocks of ten intervals, 99 % confidence. */
    public static Terms defaults(List<Direction> directions) {
      return new Terms(
          Season.NONE,
          10_000,
          10,
          0.99,
          directions.stream().map(direction -> direction.unit().leastChange()).toList(),
          directions.stream().map(direction -> direction.unit().leastDeviation()).toList());
    }

    /** The same with another season. */
    public Terms with(Season other) {
      return new Terms(other, items, block, confidence, leastChanges, leastDeviations);
    }

    /** The same complete at another number of items. */
    public Terms withItems(double other) {
      return new Terms(season, other, block, confidence, leastChanges, leastDeviations);
    }

    /** The same with other changes that are worth an alarm; deviations are twice that at least. */
    public Terms withLeastChanges(List<Double> others) {
      List<Double> deviations = new ArrayList<>();
      for (int d = 0; d < others.size(); d++) {
        deviations.add(Math.max(leastDeviations.get(d), 2 * others.get(d)));
      }
      return new Terms(season, items, block, confidence, others, deviations);
    }

    /** Widths that a quantiser must not go below. */
    public double[] leastWidths() {
      return leastDeviations.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** Bytes, which are few where histograms are wide. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Interval(int slot, byte[] votes) {}

  private final List<Direction> directions;
  private final Quantiser quantiser;
  private final Terms terms;
  private final List<Interval> intervals = new ArrayList<>();

  /** Intervals that voted on each direction. */
  private final int[] voted;

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
    voted = new int[directions.size()];
  }

  /**
   * Adds the next interval; an empty one changes nothing.
   *
   * @param slot of the season
   */
  public void add(int slot, Histograms votes) {
    if (!votes.isEmpty()) {
      intervals.add(new Interval(slot, votes.toBytes()));
      for (int d = 0; d < directions.size(); d++) {
        voted[d] += votes.votes(d) > 0 ? 1 : 0;
      }
    }
  }

  /** Intervals with votes so far. */
  public int intervals() {
    return intervals.size();
  }

  /** The votes of an interval. */
  public Histograms interval(int index) {
    return Histograms.of(intervals.get(index).votes);
  }

  /** The slot of an interval. */
  public int slot(int index) {
    return intervals.get(index).slot;
  }

  /**
   * The effective number of items of the least known standard; directions that fewer than half of
   * the intervals vote on, or that have one vote an interval, do not hold the others up.
   */
  public double effectiveItems() {
    Reference now = freeze("", 0);
    double least = Double.POSITIVE_INFINITY;
    for (int d = 0; d < directions.size(); d++) {
      for (int slot = 0; slot < terms.season.slots() && counts(d); slot++) {
        least = Math.min(least, now.standard(slot, d).effective());
      }
    }
    return intervals.isEmpty() ? 0 : least;
  }

  private boolean counts(int direction) {
    return 2 * voted[direction] >= intervals.size() && !directions.get(direction).oncePerInterval();
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
      Slot of = new Slot(slot, terms.block);
      List<Standard> row = new ArrayList<>();
      for (int d = 0; d < directions.size(); d++) {
        double step = quantiser.step(d);
        row.add(
            Standard.of(
                of.counts[d],
                of.blocks.get(d),
                terms.leastDeviations.get(d) / step,
                terms.leastChanges.get(d) / step,
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
    for (int slot = 0; slot < terms.season.slots(); slot++) {
      Slot of = new Slot(slot, 1);
      for (int d = 0; d < effects.length; d++) {
        effects[d] = Math.max(effects[d], Standard.designEffect(of.counts[d], of.blocks.get(d)));
      }
    }
    return effects;
  }

  /** The intervals of a slot added up: by code, and by blocks of neighbours. */
  private final class Slot {
    final long[][] counts = new long[directions.size()][Quantiser.CODES];
    final List<List<Standard.Block>> blocks = new ArrayList<>();

    Slot(int slot, int size) {
      directions.forEach(direction -> blocks.add(new ArrayList<>()));
      int index = 0;
      for (Interval interval : intervals) {
        if (interval.slot == slot) {
          Histograms votes = Histograms.of(interval.votes);
          for (int d = 0; d < counts.length; d++) {
            add(d, votes, index % size == 0);
          }
          index++;
        }
      }
    }

    private void add(int direction, Histograms votes, boolean begins) {
      for (int code = 0; code < Quantiser.CODES; code++) {
        counts[direction][code] += votes.count(direction, code);
      }
      List<Standard.Block> row = blocks.get(direction);
      Standard.Block block = new Standard.Block(votes.votes(direction), votes.codes(direction));
      if (begins) {
        row.add(block);
      } else {
        row.set(row.size() - 1, row.get(row.size() - 1).plus(block));
      }
    }
  }
}
