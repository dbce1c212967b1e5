package io.idealstream.estimate;

import io.idealstream.math.Blend;
import io.idealstream.math.Cell;
import io.idealstream.math.ClassCentre;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Uncertainty;
import io.idealstream.wire.Scores;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** Ideal words as an event of the stream holds them. */
public final class Solution {

  private final IdealWords words;
  private final int dimension;
  private final double[] rows;
  private final boolean[] determined;
  private final double[] standardError;
  private Scores scores;
  private double[] priorShare;
  private ValueClasses classes;

  private Solution(IdealWords words) {
    this.words = words;
    FactorSpace space = words.space();
    dimension = words.dimension();
    rows = new double[space.rows() * dimension];
    determined = new boolean[space.rows()];
    standardError = new double[space.rows()];
    Arrays.fill(standardError, Double.NaN);
    if (words.hasCentre()) {
      put(0, words.centre());
    }
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        if (words.hasWord(i, v)) {
          put(space.row(i, v), words.word(i, v));
        }
      }
    }
  }

  private void put(int row, double[] vector) {
    System.arraycopy(vector, 0, rows, row * dimension, dimension);
    determined[row] = true;
  }

  public static Solution of(IdealWords words) {
    return new Solution(words);
  }

  /** Blended words, how sure they are, and how much of each is prompt. */
  public static Solution of(Blend blend) {
    Solution solution = new Solution(blend.words());
    FactorSpace space = blend.words().space();
    solution.priorShare = new double[space.rows()];
    solution.standardError[0] = blend.standardErrorOfCentre();
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        solution.standardError[space.row(i, v)] = blend.standardError(i, v);
        solution.priorShare[space.row(i, v)] = blend.shareOfPrompts(i, v);
      }
    }
    return solution;
  }

  IdealWords words() {
    return words;
  }

  /** Says how sure the words are as well. */
  public Solution with(Uncertainty uncertainty) {
    FactorSpace space = words.space();
    put(0, uncertainty.standardErrorOfCentre());
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        put(space.row(i, v), uncertainty.standardError(i, v));
      }
    }
    return this;
  }

  /** Says how well cells are sums of the words as well; null where no cells are kept. */
  public Solution with(Scores known) {
    scores = known;
    return this;
  }

  /**
   * Says which classes the values fall into as well.
   *
   * @param cells that the words were made of
   */
  public Solution withClasses(Collection<Cell> cells) {
    FactorSpace space = words.space();
    int[] numbers = new int[space.rows()];
    boolean several = false;
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i) && words.classes(i) > 1; v++) {
        numbers[space.row(i, v)] = words.classOf(i, v).orElse(-1) + 1;
        several = true;
      }
    }
    classes = several ? classes(numbers, words.centres(cells)) : null;
    return this;
  }

  private ValueClasses classes(int[] numbers, List<ClassCentre> centres) {
    int most = Math.min(centres.size(), ValueClasses.MAX_CENTRES);
    int factors = words.space().factors();
    int[] named = new int[most * factors];
    double[] vectors = new double[most * dimension];
    for (int c = 0; c < most; c++) {
      for (int i = 0; i < factors; i++) {
        named[c * factors + i] = centres.get(c).classes()[i] + 1;
      }
      System.arraycopy(centres.get(c).centre(), 0, vectors, c * dimension, dimension);
    }
    return new ValueClasses(numbers, centres.size(), named, vectors);
  }

  /** Says how much of each word is prior as well. */
  public Solution withPriorShares(Uncertainty uncertainty) {
    FactorSpace space = words.space();
    priorShare = new double[space.rows()];
    for (int i = 0; i < space.factors(); i++) {
      for (int v = 0; v < space.values(i); v++) {
        priorShare[space.row(i, v)] = uncertainty.priorShare(i, v);
      }
    }
    return this;
  }

  /** Words that label in the place of others. */
  CompletedWords completed() {
    return new CompletedWords(rows, standardError, priorShare);
  }

  private void put(int row, OptionalDouble error) {
    standardError[row] = determined[row] ? error.orElse(Double.NaN) : Double.NaN;
  }

  /**
   * The estimate of a key.
   *
   * @param support [rows], see {@link SourceEstimate#support}
   */
  public SourceEstimate estimate(
      EstimateKey key, long spaceVersion, double[] support, Instant asOf) {
    return new SourceEstimate(
        key.space(),
        key.feed(),
        key.source(),
        key.model(),
        spaceVersion,
        rows,
        determined,
        support,
        standardError,
        words.rank(),
        words.r2().orElse(Double.NaN),
        asOf,
        scores,
        priorShare,
        classes,
        null,
        null,
        null);
  }
}
