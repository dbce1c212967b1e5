package io.idealstream.drift;

import io.idealstream.math.Anchor;
import io.idealstream.math.Cell;
import io.idealstream.math.CellSums;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.LeastSquares;
import io.idealstream.math.Moments;
import io.idealstream.math.PrincipalAxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is watched of a feed, set up once by the first items of a reference: their shares, what
 * values look like in them, and the axes of what the words leave over.
 *
 * @param signals every signal of items, in the order of their directions
 * @param flow signals of what came in an interval; their directions stand after those of items
 * @param words what values look like in the first items
 * @param moments what naming remembers of items
 * @param quantiser of the signals' scores
 */
public record Watch(
    Signals<Item> signals,
    Signals<Arrivals> flow,
    PictureWords words,
    ItemMoments moments,
    Quantiser quantiser) {

  /** Axes of what the words leave over, and random projections. */
  private static final int UNNAMED = 8;

  /** Pairs of values of two factors that are watched at most. */
  static final int MOST_PAIRS = 64;

  /** Items for axes and dimensions, which cost the square of their number. */
  private static final int MOST_AXIS_ITEMS = 600;

  private static final long SEED = 1;

  /**
   * Sets up what is watched.
   *
   * @param promptWords words of the prompts, row-major [rows of the space x dimension]
   * @param first items of the reference, at least two; hundreds tell values apart
   */
  public static Watch of(FactorSpace space, double[] promptWords, List<Item> first) {
    return of(space, promptWords, first, EnumSet.allOf(Watched.class));
  }

  /** The same where some families of signals alone are watched. */
  static Watch of(FactorSpace space, double[] promptWords, List<Item> first, Set<Watched> watched) {
    double[] mean = mean(first);
    double[][] shares = shares(space, first);
    PictureWords words = PictureWords.of(space, fitted(space, first), shares, mean);
    List<Signal<Item>> signals = new ArrayList<>();
    for (int i = 0; i < space.factors(); i++) {
      signals.add(new ValueShare(space, i, ValueShare.Answer.DEBIASED));
      if (first.get(0).raw()[i] != null) {
        signals.add(new ValueShare(space, i, ValueShare.Answer.RAW));
      }
    }
    signals.add(new WithheldShare(space));
    signals.add(Angles.ofWords(space, promptWords));
    for (int i = 0; i < space.factors(); i++) {
      for (int j = i + 1; j < space.factors(); j++) {
        if (space.values(i) * space.values(j) <= MOST_PAIRS) {
          signals.add(new Association(space, i, j, shares));
        }
      }
    }
    signals.add(new WordFit(words));
    double[] residuals = residuals(words, first);
    int dimension = mean.length;
    double[] axes = PrincipalAxes.of(residuals, dimension, UNNAMED).rows();
    signals.add(Angles.unnamed(axes, dimension, "axis"));
    signals.add(Angles.random(UNNAMED, dimension, SEED));
    signals.add(new PictureSize());
    Signals<Item> asked =
        new Signals<>(signals.stream().filter(signal -> isAsked(signal, watched)).toList());
    ItemMoments moments = new ItemMoments(words, axes, shares, first);
    return new Watch(
        asked, new Signals<>(List.of()), words, moments, quantiser(asked, scores(asked, first)));
  }

  private static boolean isAsked(Signal<Item> signal, Set<Watched> watched) {
    return Watched.of(signal.directions().get(0).signal()).map(watched::contains).orElse(true);
  }

  /**
   * The same with what comes in an interval.
   *
   * @param first arrivals of the first intervals
   */
  Watch with(Signal<Arrivals> arriving, List<Arrivals> first) {
    Signals<Arrivals> more = new Signals<>(List.of(arriving));
    return new Watch(
        signals, more, words, moments, quantiser.and(quantiser(more, scores(more, first))));
  }

  /** The directions of all signals. */
  public List<Direction> directions() {
    List<Direction> all = new ArrayList<>(signals.directions());
    all.addAll(flow.directions());
    return all;
  }

  private static double[] mean(List<Item> items) {
    VectorTotals totals = new VectorTotals(items.get(0).vector().length);
    items.forEach(item -> totals.add(item.vector()));
    return totals.mean();
  }

  private static double[][] shares(FactorSpace space, List<Item> items) {
    double[][] shares = new double[space.factors()][];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = new double[space.values(i)];
      for (Item item : items) {
        for (int v = 0; v < shares[i].length; v++) {
          shares[i][v] += item.debiased()[i][v] / items.size();
        }
      }
    }
    return shares;
  }

  /** Words of the items by least squares, each counted for its most probable values. */
  private static double[] fitted(FactorSpace space, List<Item> items) {
    CellSums sums = new CellSums(space, Anchor.origin(items.get(0).vector().length));
    for (Item item : items) {
      int[] values = new int[space.factors()];
      for (int i = 0; i < values.length; i++) {
        values[i] = largest(item.debiased()[i]);
      }
      sums.add(Cell.of(values), item.vector(), 1);
    }
    Moments moments = new Moments(space, sums.anchor());
    sums.cells().forEach(moments::merge);
    IdealWords words = LeastSquares.fit(moments).words();
    return words.rows();
  }

  private static int largest(double[] numbers) {
    int largest = 0;
    for (int v = 1; v < numbers.length; v++) {
      largest = numbers[v] > numbers[largest] ? v : largest;
    }
    return largest;
  }

  private static double[] residuals(PictureWords words, List<Item> items) {
    int number = Math.min(MOST_AXIS_ITEMS, items.size());
    double[] rows = new double[number * words.dimension()];
    for (int i = 0; i < number; i++) {
      double[] residual = words.residual(items.get(i));
      System.arraycopy(residual, 0, rows, i * residual.length, residual.length);
    }
    return rows;
  }

  private static <T> double[][] scores(Signal<T> signal, List<T> observed) {
    double[][] scores = new double[observed.size()][signal.directions().size()];
    for (int i = 0; i < scores.length; i++) {
      signal.score(observed.get(i), scores[i], 0);
    }
    return scores;
  }

  private static Quantiser quantiser(Signal<?> signal, double[][] scores) {
    return Quantiser.of(scores, ReferenceBuilder.Terms.defaults(signal.directions()).leastWidths());
  }

  /**
   * The votes of an interval, after near-duplicates shared theirs.
   *
   * @param alike cosine above which two items are near-duplicates
   */
  Histograms votes(AnsweredInterval interval, double alike) {
    float[][] vectors = interval.items().stream().map(Item::vector).toArray(float[][]::new);
    Histograms votes =
        SharedVotes.close(
            interval.items().stream().map(this::codes).toList(),
            SharedVotes.alike(vectors, alike),
            quantiser.directions());
    double[] scores = none();
    flow.score(interval.arrivals(), scores, signals.directions().size());
    votes.add(quantiser.codes(scores));
    return votes;
  }

  private double[] none() {
    double[] scores = new double[quantiser.directions()];
    Arrays.fill(scores, Double.NaN);
    return scores;
  }

  /** The codes of an item's scores. */
  public short[] codes(Item item) {
    double[] scores = none();
    signals.score(item, scores, 0);
    return quantiser.codes(scores);
  }
}
