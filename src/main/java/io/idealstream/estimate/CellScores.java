package io.idealstream.estimate;

import io.idealstream.math.CellNoise;
import io.idealstream.math.CellSums;
import io.idealstream.math.DecomposabilityScores;
import io.idealstream.math.FactorSpace;
import io.idealstream.math.IdealWords;
import io.idealstream.math.Moments;
import io.idealstream.math.NearestNeighbours;
import io.idealstream.math.Progress;
import io.idealstream.math.Score;
import io.idealstream.math.ScoreMode;
import io.idealstream.math.Weighting;
import io.idealstream.wire.Scores;
import io.idealstream.wire.Spread;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Scores of words over the cells that made them, as often as words are solved. What compares all
 * cells with all is left out beyond a number of them: the rest takes about as long as a solve.
 */
final class CellScores {

  static final int MOST_COMPARED = 256;

  private final CellSums cells;
  private final boolean compared;
  private final Spread average;

  /**
   * @param cells at least one
   */
  CellScores(CellSums cells) {
    this.cells = cells;
    compared = cells.cells().size() <= MOST_COMPARED;
    average = average();
  }

  /** A cell alone has no distance from others. */
  private Spread average() {
    if (cells.cells().size() < 2) {
      return null;
    }
    return compared
        ? DecomposabilityScores.average(cells, ScoreMode.SQ, Progress.SILENT)
            .map(CellScores::spread)
            .orElse(null)
        : new Spread(
            DecomposabilityScores.meanAverage(
                Moments.oneVotePerCell(cells).total(), cells.cells().size()),
            null);
  }

  /** Scores of the words that these cells made. */
  Scores ofFit(IdealWords words, Weighting weighting) {
    Scores scores = of(words);
    Double floor =
        scores.idealWords() == null
            ? null
            : CellNoise.of(cells).map(noise -> noise.floor(words)).orElse(null);
    return new Scores(
        scores.idealWords(),
        scores.average(),
        floor,
        scores.accuracy(),
        scores.cells(),
        agreement(words, weighting));
  }

  /** Scores of any words; what noise does to them is not known, nor how other weightings agree. */
  Scores of(IdealWords words) {
    return new Scores(
        DecomposabilityScores.words(cells, words, ScoreMode.SQ)
            .map(CellScores::spread)
            .orElse(null),
        average,
        null,
        compared ? orNull(NearestNeighbours.accuracy(cells, words, Progress.SILENT)) : null,
        cells.cells().size(),
        null);
  }

  private Map<String, Double> agreement(IdealWords words, Weighting weighting) {
    IdealWords byCells = weighting == Weighting.CELLS ? words : Weighting.CELLS.fit(cells);
    IdealWords byCounts = weighting == Weighting.COUNTS ? words : Weighting.COUNTS.fit(cells);
    FactorSpace space = cells.space();
    Map<String, Double> agreement = new TreeMap<>();
    for (int i = 0; i < space.factors(); i++) {
      String factor = space.factor(i).name();
      byCells.cosine(byCounts, i).ifPresent(cosine -> agreement.put(factor, cosine));
    }
    return agreement.isEmpty() ? null : agreement;
  }

  private static Spread spread(Score score) {
    return new Spread(score.mean(), score.sd());
  }

  private static Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
