package io.idealstream.math;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Ideal words of one batch of cells, with everything that is said about them.
 *
 * <p>Scores and accuracies give each seen cell one vote, whatever the weighting of the words. They
 * are empty where seen cells have no determined approximation, or no real words were given.
 *
 * @param words by the weighting that was asked for
 * @param mode unit of the scores
 * @param ideal how near cells are to their ideal words
 * @param real how near cells are to their real words
 * @param average how far cells are from each other; empty below two cells
 * @param leftOut how well cells are predicted by the others; empty where there are no words
 * @param orthogonality of the factors; empty where no two have words
 * @param agreement one per factor: the cosine between its words by {@code cells} and by {@code
 *     counts}. Below 1 factors meddle with each other; empty where either leaves a word open
 */
public record BatchFit(
    IdealWords words,
    ScoreMode mode,
    Nearness ideal,
    Nearness real,
    Optional<Score> average,
    Optional<LeaveOneOut> leftOut,
    Optional<Orthogonality> orthogonality,
    List<OptionalDouble> agreement) {

  /**
   * How near cells are to their approximation.
   *
   * @param distance in the mode's unit
   * @param accuracy share of cells that are their approximation's nearest neighbour, 0 to 1
   */
  public record Nearness(Optional<Score> distance, OptionalDouble accuracy) {

    private static Nearness unknown() {
      return new Nearness(Optional.empty(), OptionalDouble.empty());
    }

    private static Nearness of(
        CellSums cells, IdealWords words, ScoreMode mode, Progress progress) {
      return new Nearness(
          DecomposabilityScores.words(cells, words, mode),
          NearestNeighbours.accuracy(cells, words, progress));
    }
  }

  private static final int PARTS = 3;

  /**
   * Fits and scores a batch.
   *
   * @param real see {@link RealWords#approximation}
   * @param progress hears of the long parts: comparisons of all cells with all
   */
  public static BatchFit of(
      CellSums cells,
      Weighting weighting,
      ScoreMode mode,
      Optional<IdealWords> real,
      Progress progress) {
    IdealWords words = weighting.fit(cells);
    Nearness ideal = Nearness.of(cells, words, mode, part(0, progress));
    Nearness ofReal =
        real.map(known -> Nearness.of(cells, known, mode, part(1, progress)))
            .orElseGet(Nearness::unknown);
    Optional<Score> average = DecomposabilityScores.average(cells, mode, part(2, progress));
    progress.at(100L * PARTS, 100L * PARTS);
    return new BatchFit(
        words,
        mode,
        ideal,
        ofReal,
        average,
        leftOut(cells, weighting, words),
        Orthogonality.of(words.space(), words.rows()),
        agreement(cells, weighting, words));
  }

  private static Optional<LeaveOneOut> leftOut(
      CellSums cells, Weighting weighting, IdealWords words) {
    return words.r2().isEmpty()
        ? Optional.empty()
        : Optional.of(LeaveOneOut.of(cells, LeastSquares.fit(weighting.moments(cells)), weighting));
  }

  private static List<OptionalDouble> agreement(
      CellSums cells, Weighting weighting, IdealWords words) {
    IdealWords byCells = weighting == Weighting.CELLS ? words : Weighting.CELLS.fit(cells);
    IdealWords byCounts = weighting == Weighting.COUNTS ? words : Weighting.COUNTS.fit(cells);
    return IntStream.range(0, cells.space().factors())
        .mapToObj(factor -> byCells.cosine(byCounts, factor))
        .toList();
  }

  private static Progress part(int part, Progress progress) {
    return (done, whole) -> progress.at(100L * part + 100 * done / whole, 100L * PARTS);
  }
}
