package io.idealstream.decision.eval;

import io.idealstream.math.CellSums;
import io.idealstream.math.DecomposabilityScores;
import io.idealstream.math.IdealWords;
import io.idealstream.math.NearestNeighbours;
import io.idealstream.math.Progress;
import io.idealstream.math.Score;
import io.idealstream.math.ScoreMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How nearly cells are sums of words (Trager et al. 2023, tables 6 and 7), in every unit that the
 * published numbers may be in.
 *
 * @param cells number of cells
 * @param r2 share of the variance that ideal words explain: free of units, the number to compare by
 * @param accuracy share of cells that are their ideal words' nearest neighbour
 * @param scores one per mode
 */
public record Decomposition(
    int cells, OptionalDouble r2, OptionalDouble accuracy, List<Scores> scores) {

  /**
   * Mean and deviation over cells, or over pairs of cells.
   *
   * @param idealWords empty where words leave a cell open
   * @param realWords empty without plain prompts of every factor
   * @param average empty below two cells
   */
  public record Scores(
      ScoreMode mode,
      Optional<Score> idealWords,
      Optional<Score> realWords,
      Optional<Score> average) {}

  /**
   * Measures cells.
   *
   * @param words of these cells
   * @param real approximation by real words, see {@link io.idealstream.math.RealWords}
   * @param progress hears of the long parts: comparisons of all cells with all
   */
  public static Decomposition of(
      CellSums cells, IdealWords words, Optional<IdealWords> real, Progress progress) {
    long parts = 100L * (1 + ScoreMode.values().length);
    OptionalDouble accuracy =
        NearestNeighbours.accuracy(
            cells, words, (done, whole) -> progress.at(100 * done / whole, parts));
    List<Scores> scores = new ArrayList<>();
    for (ScoreMode mode : ScoreMode.values()) {
      long before = 100L * (1 + scores.size());
      scores.add(
          new Scores(
              mode,
              DecomposabilityScores.words(cells, words, mode),
              real.flatMap(known -> DecomposabilityScores.words(cells, known, mode)),
              DecomposabilityScores.average(
                  cells, mode, (done, whole) -> progress.at(before + 100 * done / whole, parts))));
    }
    progress.at(parts, parts);
    return new Decomposition(cells.cells().size(), words.r2(), accuracy, List.copyOf(scores));
  }
}
