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
import java.util.List;

/**
 * What is watched of the items of a space, set up once by the first items of a reference: their
 * shares, what values look like in them, and the axes of what the words leave over.
 *
 * @param signals every signal of items, in the order of their directions
 * @param words what values look like in the first items
 * @param moments what naming remembers of items
 * @param quantiser of the signals' scores
 */
public record Watch(
    Signals<Item> signals, PictureWords words, ItemMoments moments, Quantiser quantiser) {

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
    signals.add(new WordShift(words));
    signals.add(new Decomposability(words));
    double[] residuals = residuals(words, first);
    int dimension = mean.length;
    double[] axes = PrincipalAxes.of(residuals, dimension, UNNAMED).rows();
    signals.add(Angles.unnamed(axes, dimension, "axis"));
    signals.add(Angles.random(UNNAMED, dimension, SEED));
    signals.add(new PictureSize());
    Signals<Item> all = new Signals<>(signals);
    ItemMoments moments = new ItemMoments(words, axes, shares, first);
    return new Watch(all, words, moments, quantiser(all, first));
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

  private static Quantiser quantiser(Signals<Item> signals, List<Item> items) {
    double[][] scores = new double[items.size()][signals.directions().size()];
    for (int i = 0; i < scores.length; i++) {
      signals.score(items.get(i), scores[i], 0);
    }
    return Quantiser.of(
        scores, ReferenceBuilder.Terms.defaults(signals.directions()).leastWidths());
  }

  /**
   * The votes of an interval, after near-duplicates shared theirs.
   *
   * @param alike cosine above which two items are near-duplicates
   */
  Histograms votes(IntervalItems items, double alike) {
    float[][] vectors = items.items().stream().map(Item::vector).toArray(float[][]::new);
    return SharedVotes.close(
        items.items().stream().map(this::codes).toList(),
        SharedVotes.alike(vectors, alike),
        signals.directions().size());
  }

  /** The codes of an item's scores. */
  public short[] codes(Item item) {
    double[] scores = new double[signals.directions().size()];
    Arrays.fill(scores, Double.NaN);
    signals.score(item, scores, 0);
    return quantiser.codes(scores);
  }
}
