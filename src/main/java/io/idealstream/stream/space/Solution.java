package io.idealstream.stream.space;

import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.stream.SourceEstimate;
import java.time.Instant;
import java.util.Arrays;

/** Ideal words as an event of the stream holds them. */
final class Solution {

  private final IdealWords words;
  private final int dimension;
  private final double[] rows;
  private final boolean[] determined;

  private Solution(IdealWords words) {
    this.words = words;
    FactorSpace space = words.space();
    dimension = words.dimension();
    rows = new double[space.rows() * dimension];
    determined = new boolean[space.rows()];
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

  static Solution of(IdealWords words) {
    return new Solution(words);
  }

  /**
   * The estimate of a key; standard errors are not known yet.
   *
   * @param support [rows], see {@link SourceEstimate#support}
   */
  SourceEstimate estimate(EstimateKey key, long spaceVersion, double[] support, Instant asOf) {
    double[] standardError = new double[determined.length];
    Arrays.fill(standardError, Double.NaN);
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
        asOf);
  }
}
